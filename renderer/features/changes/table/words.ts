import type { Names } from '#renderer/features/changes/names.ts';
import { type ChangeSort, type ChangeState, changeState, type GroupBy } from '#shared/contract/changes.ts';
import { type ChangeSearch, openStates } from './search.ts';

/** A filter in words, and the keys of the address it stands for. */
export type FilterToken = {
  readonly label: string;
  readonly value: string;
  readonly keys: readonly (keyof ChangeSearch)[];
};

const GONE = 'not known any more';

/** The tokens of a search, without its text, in the order of the filter panel. */
export function tokensOf(search: ChangeSearch, names: Names): FilterToken[] {
  const tokens: FilterToken[] = [];
  const add = (label: string, value: string | undefined, ...keys: (keyof ChangeSearch)[]) => {
    if (value) tokens.push({ label, value, keys });
  };
  add('state', search.state && statesInWords(search.state), 'state');
  add('type', search.type && orList(search.type), 'type');
  add('risk', search.risk && orList(search.risk), 'risk');
  add('service', search.service && (names.serviceName(search.service) || GONE), 'service');
  add('release', search.release && (names.releaseName(search.release) || GONE), 'release');
  add('assignee', search.assignee && (names.personName(search.assignee) || GONE), 'assignee');
  add('validator', search.validator && (names.personName(search.validator) || GONE), 'validator');
  add('requester', search.requester && (names.personName(search.requester) || GONE), 'requester');
  add('team', search.team && (names.teamName(search.team) || GONE), 'team');
  add(
    'environment',
    search.environment && (names.environmentName(search.environment) || GONE),
    'environment',
  );
  add('category', search.category, 'category');
  add('origin', search.origin && orList(search.origin), 'origin');
  add('release', search.boarded && (search.boarded === 'yes' ? 'any' : 'none'), 'boarded');
  add('unauthorised', search.unauthorised, 'unauthorised');
  add('on hold', search.hold, 'hold');
  add('waits for', search.waits, 'waits');
  add(
    'changed',
    search.changed === undefined
      ? undefined
      : search.changed === 1
        ? 'today'
        : `in the last ${search.changed} days`,
    'changed',
  );
  add('planned start', search.next ? `within the next ${search.next} days` : undefined, 'next');
  add('planned start', search.around ? `within ±${search.around} days` : undefined, 'around');
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

export const groupNames: Readonly<Record<GroupBy, string>> = {
  release: 'Release',
  state: 'State',
  type: 'Type',
  risk: 'Risk',
  service: 'Service',
  assignee: 'Assignee',
};

/** `planned start, then risk, highest first`. */
export function sortInWords(sort: readonly ChangeSort[]): string {
  const words = sort.map(({ by, descending }) => {
    if (!descending) return sortNames[by];
    if (by === 'risk') return 'risk, highest first';
    return by === 'updated' || by === 'plannedStart'
      ? `${sortNames[by]}, newest first`
      : `${sortNames[by]}, reversed`;
  });
  return words.join(', then ');
}

function statesInWords(states: readonly ChangeState[]): string {
  const open = openStates.length === states.length && openStates.every((state) => states.includes(state));
  if (open) return 'open';
  const others = changeState.options.filter((state) => !states.includes(state));
  return others.length === 1 ? `not ${others[0]}` : orList(states);
}

function plannedInWords({ from, until }: ChangeSearch): string | undefined {
  if (from && until) return from === until ? `on ${from}` : `${from} to ${until}`;
  if (from) return `from ${from}`;
  return until ? `until ${until}` : undefined;
}

function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
