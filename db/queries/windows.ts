import { isNull } from 'drizzle-orm';
import type { Occurrence, WindowRule } from '#shared/contract/calendar.ts';
import { newId, type WindowId } from '#shared/domain/ids.ts';
import { checkWindowRule, occurrencesOf } from '#shared/domain/recurrence.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { type Tx, type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { windowRule } from '../schema/calendar.ts';
import type { Store } from '../store.ts';
import { mustExist } from './references.ts';

type WindowFields = Omit<WindowRule, 'id' | 'seriesId' | 'recurrenceId' | 'uid' | 'source'>;

/** Every window rule that was not removed, by name. */
export function listWindows(db: ReadDb): WindowRule[] {
  return db
    .select()
    .from(windowRule)
    .where(isNull(windowRule.removedAt))
    .orderBy(windowRule.name)
    .all()
    .map(({ removedAt: _, ...row }) => row);
}

/** Occurrences of every rule in [from, until), earliest first. */
export function occurrencesIn(db: ReadDb, from: number, until: number): Occurrence[] {
  return listWindows(db)
    .flatMap((rule) => occurrencesOf(rule, from, until))
    .sort((a, b) => a.startsAt - b.startsAt);
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

/** Removes a rule; slots booked on it keep the ends they copied. Throws NOT_FOUND. */
export function removeWindow(store: Store, who: Who, id: WindowId, reason: string): void {
  write(store, who, reason.trim() || 'Window removed', (tx) => {
    if (!listWindows(tx).some((rule) => rule.id === id)) throw notFound('This window');
    tx.remove(windowRule, id);
  });
}

function checkWindow(rule: WindowFields): void {
  const fault = checkWindowRule(rule);
  if (fault) throw refused(fault);
}
