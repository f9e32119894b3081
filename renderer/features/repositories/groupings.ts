import type { Drafted } from '#shared/contract/changes.ts';

/** What a ticket may stand for, for a release of several tickets or for one ticket. */
export function groupings(
  of: 'release' | 'one',
): readonly { readonly value: Drafted['groupBy']; readonly label: string }[] {
  const each = of === 'release' ? 'One ticket for each ' : 'One ';
  return [
    { value: 'range', label: of === 'release' ? 'One ticket for all' : 'All of the range' },
    { value: 'service', label: `${each}service` },
    { value: 'work item', label: `${each}work item` },
  ];
}
