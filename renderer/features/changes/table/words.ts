import type { Names } from '#renderer/features/changes/names.ts';
import type { ChangeSort, ChangeState } from '#shared/contract/changes.ts';
import { type ChangeSearch, openStates } from './search.ts';

/** A filter in words, and the keys of the address it stands for. */
export type FilterToken = {
  readonly label: string;
  readonly value: string;
  readonly keys: readonly (keyof ChangeSearch)[];
};

/** The tokens of a search, without its text, in the order of the filter panel. */
export function tokensOf(search: ChangeSearch, names: Names): FilterToken[] {
  const tokens: FilterToken[] = [];
  const add = (label: string, value: string | undefined, ...keys: (keyof ChangeSearch)[]) => {
    if (value) tokens.push({ label, value, keys });
  };
  add('state', search.state && statesInWords(search.state), 'state');
  add('type', search.type && orList(search.type), 'type');
  add('risk', search.risk && orList(search.risk), 'risk');
  add('service', search.service && (names.serviceName(search.service) || 'not known any more'), 'service');
  add('release', search.release && (names.releaseName(search.release) || 'not known any more'), 'release');
  add('assignee', search.assignee && (names.personName(search.assignee) || 'not known any more'), 'assignee');
  add('on hold', search.hold, 'hold');
  add('planned start', search.next ? `within the next ${search.next} days` : undefined, 'next');
  add('planned', plannedInWords(search), 'from', 'until');
  return tokens;
}

export const sortNames: Readonly<Record<ChangeSort['by'], string>> = {
  ref: 'reference',
  title: 'title',
  state: 'state',
  type: 'type',
  risk: 'risk',
  plannedStart: 'planned start',
  updated: 'last update',
};

/** `Sorted by planned start, then risk, highest first`. */
export function sortInWords(sort: readonly ChangeSort[]): string {
  const words = sort.map(({ by, descending }) => {
    if (!descending) return sortNames[by];
    if (by === 'risk') return 'risk, highest first';
    return by === 'updated' || by === 'plannedStart'
      ? `${sortNames[by]}, newest first`
      : `${sortNames[by]}, reversed`;
  });
  return `Sorted by ${words.join(', then ')}`;
}

function statesInWords(states: readonly ChangeState[]): string {
  const open = openStates.length === states.length && openStates.every((state) => states.includes(state));
  return open ? 'open' : orList(states);
}

function plannedInWords({ from, until }: ChangeSearch): string | undefined {
  if (from && until) return from === until ? `on ${from}` : `${from} to ${until}`;
  if (from) return `from ${from}`;
  return until ? `until ${until}` : undefined;
}

function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
