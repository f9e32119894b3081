import { and, eq, gt, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Occurrence, WindowRule } from '#shared/contract/calendar.ts';
import { checkWindowRule, occurrencesOf } from '#shared/domain/calendar/recurrence.ts';
import {
  editSeries,
  type Meant,
  removeFromSeries,
  type Series,
  type SeriesFields,
  type SeriesPlan,
} from '#shared/domain/calendar/series.ts';
import { newId, type WindowId } from '#shared/domain/ids.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { DAY } from '#shared/domain/time.ts';
import { type Tx, type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { windowRule } from '../schema/calendar.ts';
import type { Store } from '../store.ts';
import { mustExist } from './references.ts';

type WindowFields = Omit<WindowRule, 'id' | 'seriesId' | 'recurrenceId' | 'uid' | 'source'>;

/** Every window rule that was not removed, by name. */
export function listWindows(db: ReadDb): WindowRule[] {
  return read(db);
}

/** Occurrences of every rule that touch [from, until) (ms UTC), earliest first. */
export function occurrencesIn(db: ReadDb, from: number, until: number): Occurrence[] {
  // What happens once and far away is not even read: an imported calendar may hold thousands of such events.
  const local = (at: number) => new Date(at).toISOString().slice(0, 16);
  const near = and(
    lt(windowRule.startLocal, local(Math.min(until + FAR, LAST))),
    gt(windowRule.endLocal, local(from - FAR)),
  );
  return read(db, or(ne(windowRule.rrule, ''), sql`${windowRule.rDates} <> '[]'`, near))
    .flatMap((rule) => occurrencesOf(rule, from, until))
    .sort((a, b) => a.startsAt - b.startsAt);
}

/** No clock differs from UTC by more than this. */
const FAR = 2 * DAY;
/** The last reading that a clock can show in four figures. */
const LAST = Date.parse('9999-12-31T23:59Z');

function read(db: ReadDb, where?: SQL): WindowRule[] {
  return db
    .select()
    .from(windowRule)
    .where(and(isNull(windowRule.removedAt), where))
    .orderBy(windowRule.name)
    .all()
    .map(({ removedAt: _, ...row }) => row);
}

/** Adds a rule. Throws REFUSED with the reason when it cannot be expanded rightly. */
export function addWindow(store: Store, who: Who, fields: WindowFields): WindowRule {
  checkWindow(fields);
  return write(store, who, 'Window added', (tx) => {
    checkScope(tx, fields);
    const { removedAt: _, ...row } = tx.insert(windowRule, {
      id: newId<WindowId>(),
      seriesId: null,
      recurrenceId: '',
      uid: '',
      source: '',
      ...fields,
    });
    return row;
  });
}

function checkScope(tx: Tx, scope: Partial<WindowFields>): void {
  mustExist(tx, {
    service: scope.serviceIds ?? [],
    environment: scope.environmentIds ?? [],
    team: scope.teamIds ?? [],
  });
}

/** Changes a rule; it is checked as a whole afterwards. Throws NOT_FOUND, REFUSED. */
export function patchWindow(store: Store, who: Who, id: WindowId, fields: Partial<WindowFields>): WindowRule {
  return write(store, who, 'Window edited', (tx) => {
    checkScope(tx, fields);
    const row = tx.patch(windowRule, id, fields);
    if (!row || row.removedAt !== null) throw notFound('This window');
    const { removedAt: _, ...rule } = row;
    checkWindow(rule);
    return rule;
  });
}

/**
 * Removes a rule and the occurrences of it that were edited; slots booked on it keep the ends they copied. Throws
 * NOT_FOUND.
 */
export function removeWindow(store: Store, who: Who, id: WindowId, reason: string): void {
  write(store, who, reason.trim() || 'Window removed', (tx) => {
    const { rule, edited } = seriesOf(tx, id);
    for (const one of [rule, ...edited]) tx.remove(windowRule, one.id);
  });
}

/**
 * Changes one occurrence, it and those after it, or all, in one entry; answers with every rule it wrote. Throws
 * NOT_FOUND, and REFUSED with the sentence when the occurrence is gone or the rule cannot be kept so.
 */
export function editOccurrence(
  store: Store,
  who: Who,
  meant: Meant & { readonly id: WindowId },
  fields: SeriesFields,
): WindowRule[] {
  return write(store, who, editReasons[meant.scope], (tx) => {
    checkScope(tx, fields);
    return carryOut(tx, editSeries(seriesOf(tx, meant.id), meant, fields));
  });
}

const editReasons = {
  this: 'One occurrence of a window edited',
  following: 'Window edited from one occurrence on',
  all: 'Window edited',
} as const;

/**
 * Takes out one occurrence, it and those after it, or the whole rule, in one entry; answers with the rules that stay.
 * Throws NOT_FOUND, and REFUSED when the occurrence is gone.
 */
export function removeOccurrence(
  store: Store,
  who: Who,
  meant: Meant & { readonly id: WindowId },
  reason: string,
): WindowRule[] {
  return write(store, who, reason.trim() || removeReasons[meant.scope], (tx) =>
    carryOut(tx, removeFromSeries(seriesOf(tx, meant.id), meant)),
  );
}

const removeReasons = {
  this: 'One occurrence of a window removed',
  following: 'Window ended before one occurrence',
  all: 'Window removed',
} as const;

function seriesOf(db: ReadDb, id: WindowId): Series {
  const [rule] = read(db, eq(windowRule.id, id));
  if (!rule) throw notFound('This window');
  return { rule, edited: read(db, eq(windowRule.seriesId, id)) };
}

function carryOut(tx: Tx, plan: SeriesPlan | string): WindowRule[] {
  if (typeof plan === 'string') throw refused(plan);
  const written: WindowRule[] = [];
  const patch = (id: WindowId, fields: Partial<WindowRule>) => {
    const row = tx.patch(windowRule, id, fields);
    if (!row) throw notFound('This window');
    const { removedAt: _, ...rule } = row;
    written.push(rule);
  };
  for (const { id, fields } of plan.patches) patch(id, fields);
  for (const id of plan.removed) tx.remove(windowRule, id);
  if (plan.added) {
    const { removedAt: _, ...added } = tx.insert(windowRule, { ...plan.added, id: newId<WindowId>() });
    written.push(added);
    for (const { id, recurrenceId } of plan.adopted) patch(id, { seriesId: added.id, recurrenceId });
  }
  for (const rule of written) checkWindow(rule);
  return written;
}

function checkWindow(rule: WindowFields): void {
  const fault = checkWindowRule(rule);
  if (fault) throw refused(fault);
}
