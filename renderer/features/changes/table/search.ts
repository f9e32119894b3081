import { z } from 'zod';
import {
  type ChangeFilter,
  type ChangeSort,
  type ChangeState,
  changeSort,
  changeState,
  changeType,
  riskLevel,
} from '#shared/contract/changes.ts';
import { personId, releaseId, serviceId } from '#shared/domain/ids.ts';
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
  hold: z.enum(['yes', 'no']).optional().catch(undefined),
  next: z.coerce.number().int().min(1).max(400).optional().catch(undefined),
  from: day,
  until: day,
  sort: z
    .string()
    .transform((text) => text.split(',').map(parseSort))
    .pipe(z.array(changeSort).max(3))
    .optional()
    .catch(undefined),
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
    ['hold', search.hold],
    ['next', search.next?.toString()],
    ['from', search.from],
    ['until', search.until],
    ['sort', search.sort?.map((s) => (s.descending ? `-${s.by}` : s.by)).join(',')],
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

/** True when something narrows the table (sorting does not). */
export function isFiltered({ view: _, sort: __, ...rest }: ChangeSearch): boolean {
  return Object.keys(writeSearch(rest)).length > 0;
}

/**
 * The filter as SQLite needs it. Days are days of the home zone; `next` counts from today's midnight there, so the
 * instants (ms UTC, half-open) stay the same all day.
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
  if (search.hold) filter.onHold = search.hold === 'yes';
  const midnight = (date: string, plus: number) =>
    planTime({ local: `${dayPlus(date, plus)}T00:00`, zone }).at;
  if (search.next) {
    const today = planTimeAt(now, zone).local.slice(0, 10);
    filter.plannedFrom = midnight(today, 0);
    filter.plannedUntil = midnight(today, search.next);
  }
  if (search.from) filter.plannedFrom = midnight(search.from, 0);
  if (search.until) filter.plannedUntil = midnight(search.until, 1);
  return filter;
}

export const defaultSort: readonly ChangeSort[] = [{ by: 'updated', descending: true }];

function parseSort(text: string): { by: string; descending: boolean } {
  return text.startsWith('-') ? { by: text.slice(1), descending: true } : { by: text, descending: false };
}

function dayPlus(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
