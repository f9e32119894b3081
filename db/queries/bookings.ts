import type { Occurrence } from '#shared/contract/calendar.ts';
import type { Change } from '#shared/contract/changes.ts';
import type { Release, Slot } from '#shared/contract/releases.ts';
import { riddenTo } from '#shared/domain/calendar/riding.ts';
import { isOpen } from '#shared/domain/changes/changes.ts';
import { newId, type ReleaseId, type SlotId, type WindowId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { beforeDeployment } from '#shared/domain/releases.ts';
import {
  MINUTE,
  type PlannedTime,
  type PlannedTimeInput,
  planTime,
  planTimeAt,
} from '#shared/domain/time.ts';
import { type Tx, type Who, write } from '../log.ts';
import { change } from '../schema/changes.ts';
import { slot } from '../schema/releases.ts';
import type { Store } from '../store.ts';
import { settleApprovals } from './change-moves.ts';
import { getChange } from './changes.ts';
import { windowsAt } from './release-windows.ts';
import { changesOf, getRelease, slotOf } from './releases.ts';
import { planRuns } from './runs.ts';

type SlotWish = { windowId: WindowId | null; start: PlannedTimeInput; minutes: number };

/** Books a release; its open changes without a time of their own take the slot's. Refused by hard window rules. */
export function bookRelease(store: Store, who: Who, id: ReleaseId, wish: SlotWish): Release {
  write(store, who, 'Release booked', (tx) => bookSlot(tx, id, wish));
  return getRelease(store.db, id);
}

/** Books a release inside a transaction, as {@link bookRelease} does. */
export function bookSlot(tx: Tx, id: ReleaseId, wish: SlotWish): void {
  const found = getRelease(tx, id);
  if (!beforeDeployment.includes(found.state))
    throw refused(`${found.ref} is in ${found.state}: its time can no longer be booked.`);
  const start = planTime(wish.start);
  const end = planTimeAt(start.at + wish.minutes * MINUTE, start.zone);
  const { decision, chosen } = windowsAt(tx, found, changesOf(tx, id), { start, end }, wish.windowId);
  if (!decision.open && decision.hard && found.type !== 'emergency') throw refused(decision.reason);
  if (wish.windowId !== null && !chosen)
    throw refused('The chosen window has no occurrence at this time. Choose the time inside it.');
  const window = chosen ?? (decision.open ? decision.window : null);
  placeSlot(tx, id, { windowId: wish.windowId, start, end }, window);
}

/**
 * Books a release at another time inside a transaction, on the window it falls into: the one it was booked on where
 * that one has it. The rule of moving and the conflicts there are the caller's. Throws NOT_FOUND.
 */
export function moveSlot(tx: Tx, id: ReleaseId, start: PlannedTime, end: PlannedTime): void {
  const found = getRelease(tx, id);
  const wanted = found.slot?.windowId ?? null;
  const { decision, chosen, first } = windowsAt(tx, found, changesOf(tx, id), { start, end }, wanted);
  const window = chosen ?? (decision.open ? decision.window : null) ?? first;
  placeSlot(tx, id, { windowId: window?.windowId ?? null, start, end }, window);
}

/** Writes a slot with the ends of its window; open changes without a time of their own and runs that wait follow. */
function placeSlot(
  tx: Tx,
  id: ReleaseId,
  booked: Pick<Slot, 'windowId' | 'start' | 'end'>,
  window: Pick<Occurrence, 'startsAt' | 'endsAt' | 'protectionEndsAt'> | null,
): void {
  const { start, end } = booked;
  const fields = {
    ...booked,
    windowStartsAt: window?.startsAt ?? start.at,
    windowEndsAt: window?.endsAt ?? end.at,
    protectionEndsAt: window?.protectionEndsAt ?? end.at,
  };
  const known = slotOf(tx, id);
  if (known) tx.patch(slot, known.id, fields);
  else tx.insert(slot, { id: newId<SlotId>(), releaseId: id, ...fields });
  planRuns(tx, id, fields);
  for (const one of changesOf(tx, id)) {
    const times = isOpen(one.state) ? timesAboard(one, known, booked) : null;
    if (!times) continue;
    tx.patch(change, one.id, times);
    // Another time is another schedule than the one that was voted on.
    settleApprovals(tx, getChange(tx, one.id));
  }
}

/** Planned times of a change after its release was placed anew; null for one that keeps a time outside the old slot. */
function timesAboard(
  { plannedStart, plannedEnd }: Change,
  before: Pick<Slot, 'start' | 'end'> | null,
  { start, end }: Pick<Slot, 'start' | 'end'>,
): Pick<Change, 'plannedStart' | 'plannedEnd'> | null {
  if (plannedStart === null) return { plannedStart: start, plannedEnd: end };
  if (before === null) return null;
  const own = { startsAt: plannedStart.at, endsAt: (plannedEnd ?? plannedStart).at };
  if (own.startsAt < before.start.at || own.endsAt > before.end.at) return null;
  const there = riddenTo(
    own,
    { startsAt: before.start.at, endsAt: before.end.at },
    { startsAt: start.at, endsAt: end.at },
  );
  return {
    plannedStart: planTimeAt(there.startsAt, plannedStart.zone),
    plannedEnd: plannedEnd && planTimeAt(there.endsAt, plannedEnd.zone),
  };
}

/** Gives the slot of a release back. Throws NOT_FOUND, REFUSED. */
export function unbookRelease(store: Store, who: Who, id: ReleaseId): Release {
  write(store, who, 'Booking given back', (tx) => {
    const { ref, state } = getRelease(tx, id);
    const known = slotOf(tx, id);
    if (!known) throw refused('This release has no booking.');
    if (state === 'Scheduled')
      throw refused(`${ref} is scheduled and keeps its booking. Move it back to Planning first.`);
    if (!beforeDeployment.includes(state)) throw refused(`${ref} is in ${state} and keeps its booking.`);
    tx.remove(slot, known.id);
    planRuns(tx, id, null);
  });
  return getRelease(store.db, id);
}
