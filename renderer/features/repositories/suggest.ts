import { coerce, inc, parse, rcompare } from 'semver';
import type { Ref } from '#shared/contract/repositories.ts';

/** The SemVer 2.0.0 version at the end of a tag such as `payments-api/v4.9.0-rc.2`, or null. */
export function versionIn(ref: string): string | null {
  const match = /(?:^|[^0-9a-z.])v?(\d+\.\d+(?:\.\d+)?(?:-[0-9a-z.-]+)?(?:\+[0-9a-z.-]+)?)$/i.exec(ref);
  if (match?.[1] === undefined) return null;
  const text = match[1];
  return (parse(text) ?? coerce(text))?.version ?? null;
}

/**
 * Version that the release of a range would carry: that of the `to` tag without its pre-release part; otherwise the
 * `from` tag raised by a major for breaking changes, by a minor for anything else. Empty when neither says one.
 */
export function suggestVersion(range: {
  readonly from: string;
  readonly to: string;
  readonly breaking: boolean;
}): string {
  const to = versionIn(range.to);
  if (to !== null) return parse(to)?.toString().split(/[-+]/)[0] ?? to;
  const from = versionIn(range.from);
  return from === null ? '' : (inc(from, range.breaking ? 'major' : 'minor') ?? '');
}

/** The range that is most likely meant: from the newest tag but one to the newest, or from the only tag to a branch. */
export function suggestRange(refs: readonly Ref[]): { readonly from: string; readonly to: string } {
  const tags = refs.filter((ref) => ref.kind === 'tag').toSorted(newestFirst);
  const branch = refs.find((ref) => ref.kind === 'branch' && /^(main|master|trunk|develop)$/.test(ref.name));
  const to = tags[0]?.name ?? '';
  if (tags.length > 1) return { from: tags[1]?.name ?? '', to };
  return { from: to, to: branch?.name ?? refs.find((ref) => ref.kind === 'branch')?.name ?? '' };
}

/** By date; tags of the same moment (a copied or imported repository) by version. */
function newestFirst(a: Ref, b: Ref): number {
  const byDate = (b.at ?? 0) - (a.at ?? 0);
  if (byDate !== 0) return byDate;
  const versions = [versionIn(a.name), versionIn(b.name)] as const;
  return versions[0] !== null && versions[1] !== null ? rcompare(versions[0], versions[1]) : 0;
}
