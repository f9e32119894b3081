import { z } from 'zod';
import { tableColumn } from '#shared/contract/change-table.ts';
import {
  type ChangeFilter,
  type ChangeSort,
  type ChangeState,
  changeSort,
  changeState,
  changeType,
  groupBy,
  origin,
  riskLevel,
} from '#shared/contract/changes.ts';
import { environmentId, personId, releaseId, serviceId, teamId } from '#shared/domain/ids.ts';
import { planTime, planTimeAt } from '#shared/domain/time.ts';

/** States in which work on a change is still to come. */
export const openStates: readonly ChangeState[] = [
  'New',
  'Assess',
  'Authorize',
  'Scheduled',
  'Implement',
  'Review',
];

const list = <T extends z.ZodType<unknown, string>>(of: T) =>
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(of))
    .optional()
    .catch(undefined);
const yesNo = z.enum(['yes', 'no']).optional().catch(undefined);
const days = z.coerce.number().int().min(1).max(400).optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);

/** What the address of the table may say. Anything it cannot read is left out, so an old or mistyped link still opens. */
const changeSearch = z.object({
  view: z.string().max(60).optional().catch(undefined),
  q: z.coerce.string().max(500).optional().catch(undefined),
  state: list(changeState),
  type: list(changeType),
  risk: list(riskLevel),
  service: serviceId.optional().catch(undefined),
  release: releaseId.optional().catch(undefined),
  assignee: personId.optional().catch(undefined),
  requester: personId.optional().catch(undefined),
  validator: personId.optional().catch(undefined),
  environment: environmentId.optional().catch(undefined),
  team: teamId.optional().catch(undefined),
  category: z.coerce.string().max(120).optional().catch(undefined),
  origin: list(origin),
  unauthorised: yesNo,
  boarded: yesNo,
  hold: yesNo,
  waits: z.enum(['me']).optional().catch(undefined),
  changed: days,
  next: days,
  around: days,
  from: day,
  until: day,
  sort: z
    .string()
    .transform((text) => text.split(',').map(parseSort))
    .pipe(z.array(changeSort).max(3))
    .optional()
    .catch(undefined),
  group: groupBy.optional().catch(undefined),
  cols: list(tableColumn),
  show: z.enum(['board']).optional().catch(undefined),
});
export type ChangeSearch = z.infer<typeof changeSearch>;

/** Reads the search part of the address; never throws. */
export function parseSearch(raw: unknown): ChangeSearch {
  return changeSearch.catch({}).parse(raw);
}

/** The same, flat and short, as it stands in the address; keys without a value are left out. */
export function writeSearch(search: ChangeSearch): Record<string, string> {
  const entries: [string, string | undefined][] = [
    ['view', search.view],
    ['q', search.q || undefined],
    ['state', search.state?.join(',')],
    ['type', search.type?.join(',')],
    ['risk', search.risk?.join(',')],
    ['service', search.service],
    ['release', search.release],
    ['assignee', search.assignee],
    ['requester', search.requester],
    ['validator', search.validator],
    ['environment', search.environment],
    ['team', search.team],
    ['category', search.category || undefined],
    ['origin', search.origin?.join(',')],
    ['unauthorised', search.unauthorised],
    ['boarded', search.boarded],
    ['hold', search.hold],
    ['waits', search.waits],
    ['changed', search.changed?.toString()],
    ['next', search.next?.toString()],
    ['around', search.around?.toString()],
    ['from', search.from],
    ['until', search.until],
    ['sort', search.sort?.map((s) => (s.descending ? `-${s.by}` : s.by)).join(',')],
    ['group', search.group],
    ['cols', search.cols?.join(',')],
    ['show', search.show],
  ];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => !!entry[1]));
}

/** One canonical line for a search, without the name of its view: equal lines show equal rows. */
export function queryOf(search: ChangeSearch): string {
  const { view: _, ...rest } = search;
  return new URLSearchParams(writeSearch(rest)).toString();
}

export function searchOfQuery(query: string): ChangeSearch {
  return parseSearch(Object.fromEntries(new URLSearchParams(query)));
}

/** True when something narrows the table: its looks do not. */
export function isFiltered(search: ChangeSearch): boolean {
  return Object.keys(writeSearch(filterPart(search))).length > 0;
}

/** A search without its filters: order, groups, columns and table or board stay. */
export function withoutFilters({ sort, group, cols, show }: ChangeSearch): ChangeSearch {
  return {
    ...(sort ? { sort } : {}),
    ...(group ? { group } : {}),
    ...(cols ? { cols } : {}),
    ...(show ? { show } : {}),
  };
}

function filterPart({ view: _, sort: _s, group: _g, cols: _c, show: _t, ...rest }: ChangeSearch) {
  return rest;
}

/**
 * The filter as SQLite needs it. Days are days of the home zone; `next` and `around` (so many days before and after
 * today) count from today's midnight there, so the instants (ms UTC, half-open) stay the same all day.
 */
export function filterOf(search: ChangeSearch, zone: string, now: number): ChangeFilter {
  const filter: ChangeFilter = {};
  if (search.q?.trim()) filter.text = search.q.trim();
  if (search.state) filter.states = search.state;
  if (search.type) filter.types = search.type;
  if (search.risk) filter.riskLevels = search.risk;
  if (search.service) filter.serviceId = search.service;
  if (search.release) filter.releaseId = search.release;
  if (search.assignee) filter.assigneeId = search.assignee;
  if (search.requester) filter.requesterId = search.requester;
  if (search.validator) filter.validatorId = search.validator;
  if (search.environment) filter.environmentId = search.environment;
  if (search.team) filter.teamId = search.team;
  if (search.category?.trim()) filter.category = search.category.trim();
  if (search.origin) filter.origins = search.origin;
  if (search.unauthorised) filter.unauthorised = search.unauthorised === 'yes';
  if (search.boarded) filter.hasRelease = search.boarded === 'yes';
  if (search.hold) filter.onHold = search.hold === 'yes';
  const midnight = (date: string, plus: number) =>
    planTime({ local: `${dayPlus(date, plus)}T00:00`, zone }).at;
  if (search.waits) filter.waitsForMe = true;
  const today = planTimeAt(now, zone).local.slice(0, 10);
  if (search.around) {
    filter.plannedFrom = midnight(today, -search.around);
    filter.plannedUntil = midnight(today, search.around + 1);
  }
  if (search.next) {
    filter.plannedFrom = midnight(today, 0);
    filter.plannedUntil = midnight(today, search.next);
  }
  if (search.changed) filter.updatedFrom = midnight(today, 1 - search.changed);
  if (search.from) filter.plannedFrom = midnight(search.from, 0);
  if (search.until) filter.plannedUntil = midnight(search.until, 1);
  return filter;
}

/** Topics that rows of a filter hang on: who has to decide also follows from who is away. */
export function topicsOf(filter: ChangeFilter): readonly string[] {
  return filter.waitsForMe === undefined ? ['changes'] : ['changes', 'people'];
}

export const defaultSort: readonly ChangeSort[] = [{ by: 'updated', descending: true }];

function parseSort(text: string): { by: string; descending: boolean } {
  return text.startsWith('-') ? { by: text.slice(1), descending: true } : { by: text, descending: false };
}

function dayPlus(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
