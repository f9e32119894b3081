import type { Booking } from '#shared/contract/calendar.ts';
import type { Conflict, Subject } from '#shared/contract/conflicts.ts';
import { mayMove } from '#shared/domain/conflicts/moving.ts';
import { refused } from '#shared/domain/refusal.ts';
import {
  MINUTE,
  type PlannedTime,
  type PlannedTimeInput,
  planTime,
  planTimeAt,
} from '#shared/domain/time.ts';
import { type Tx, type Who, write } from '../log.ts';
import type { Store } from '../store.ts';
import { moveSlot } from './bookings.ts';
import { bookingOf } from './calendar.ts';
import { settleApprovals } from './change-moves.ts';
import { getChange, planChange } from './changes.ts';
import { type AboutConflicts, settle } from './conflict-gates.ts';
import { type Judged, judged, movedOf } from './conflicts.ts';
import { planningFacts } from './planning-facts.ts';

type Move = AboutConflicts & {
  readonly subject: Subject;
  readonly start: PlannedTimeInput;
  readonly minutes: number;
};

/**
 * Moves a change or release to another time in one entry; what rides the release and its runs follow. Throws NOT_FOUND,
 * and REFUSED naming the conflict that bars it, or the reason that is missing.
 */
export function moveBooking(
  store: Store,
  who: Who,
  { subject, minutes, ...wish }: Move,
): { readonly booking: Booking; readonly conflicts: Conflict[] } {
  const start = planTime(wish.start);
  const end = planTimeAt(start.at + minutes * MINUTE, start.zone);
  const why = wish.reason?.trim() || wish.exception?.reason.trim() || '';
  return write(store, who, why === '' ? 'Moved' : `Moved: ${why}`, (tx) => {
    const facts = planningFacts(tx);
    const before = judged(tx, facts, subject, tx.now);
    const { ref } = before.one;
    if (!before.planned || before.one.startsAt !== start.at || before.one.endsAt !== end.at) {
      checkMove(tx, subject, before, why);
      place(tx, subject, start, end);
    }
    const { one, state, conflicts, riding } = judged(tx, facts, subject, tx.now);
    const standing = settle(tx, who, one, [...conflicts, ...riding], `${ref} cannot move there`, wish);
    const own = standing.filter((conflict) => conflict.subject.id === subject.id);
    return { booking: bookingOf({ bookable: one, state }, own), conflicts: standing };
  });
}

function checkMove(tx: Tx, subject: Subject, before: Judged, reason: string): void {
  const { one, state } = before;
  const verdict = mayMove(movedOf(tx, subject, before, reason));
  if (!verdict.ok) throw refused(`${one.ref} keeps its time. ${verdict.reason}`);
  if (verdict.needsReason)
    throw refused(`${one.ref} is in ${state}: another time amends its schedule and needs a reason.`);
}

function place(tx: Tx, subject: Subject, start: PlannedTime, end: PlannedTime): void {
  if (subject.kind === 'change') settleApprovals(tx, planChange(tx, getChange(tx, subject.id), start, end));
  else moveSlot(tx, subject.id, start, end);
}
