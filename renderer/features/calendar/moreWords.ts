import { formatCount } from '#renderer/lib/format.ts';

/** What did not fit on a day, in words: `3 more changes`; short where the day is narrow, empty when everything fits. */
export function moreWords(
  hidden: { readonly releases: number; readonly changes: number; readonly events: number },
  narrow: boolean,
): string {
  const all = hidden.releases + hidden.changes + hidden.events;
  if (all === 0) return '';
  if (narrow) return `${all} more`;
  if (hidden.changes === all) return formatCount(all, 'more change');
  if (hidden.releases === all) return formatCount(all, 'more release');
  if (hidden.events === all) return formatCount(all, 'more event');
  return `${all} more`;
}
