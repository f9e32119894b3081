import type { ChangePolicies } from '#shared/contract/change-policies.ts';

type LinkPattern = ChangePolicies['linkPatterns'][number];

/**
 * Address of a work item such as `PAY-123`, `#12` or a whole address; null when no pattern of the workspace fits. `{n}`
 * stands for digits; of several patterns that fit, the one with the longest fixed part wins. Letters match in any case.
 */
export function workItemAddress(item: string, patterns: readonly LinkPattern[]): string | null {
  const name = item.trim();
  if (isWebAddress(name)) return name;
  let best: { readonly fixed: number; readonly url: string } | null = null;
  for (const { match, url } of patterns) {
    const number = numberIn(name, match);
    if (number === null || match.length - 3 <= (best?.fixed ?? -1)) continue;
    const address = url.replaceAll('{n}', encodeURIComponent(number));
    if (isWebAddress(address)) best = { fixed: match.length - 3, url: address };
  }
  return best?.url ?? null;
}

/** True for an address a page may lead to: http or https, a host, no name or password before it, no blanks. */
export function isWebAddress(address: string): boolean {
  return address.length <= 2000 && /^https?:\/\/[^\s/?#\\@:]+(?::\d{1,5})?(?:[/?#][^\s\\]*)?$/i.test(address);
}

/** What stands in the place of `{n}`; null when the name is another one. */
function numberIn(name: string, match: string): string | null {
  const at = match.indexOf('{n}');
  if (at < 0) return null;
  const before = match.slice(0, at).toLowerCase();
  const after = match.slice(at + 3).toLowerCase();
  const lower = name.toLowerCase();
  if (name.length <= before.length + after.length) return null;
  if (!lower.startsWith(before) || !lower.endsWith(after)) return null;
  const number = name.slice(before.length, name.length - after.length);
  return /^\d{1,20}$/.test(number) ? number : null;
}
