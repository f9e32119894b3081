import { dirname } from 'node:path';
import type { MeetingRow } from '#shared/contract/cab.ts';
import type { Conflict } from '#shared/contract/conflicts.ts';
import type { Release } from '#shared/contract/releases.ts';
import type { WaitingItem } from '#shared/contract/standing.ts';
import type { Today } from '#shared/contract/today.ts';
import { shortName } from '#shared/domain/approvals/deciders.ts';
import { asksFor } from '#shared/domain/conflicts/records.ts';
import { isReleaseOpen, releaseName } from '#shared/domain/releases.ts';
import { DAY, MINUTE } from '#shared/domain/time.ts';
import { counted, shortList } from '#shared/domain/wording.ts';
import { listBackups } from '../backup.ts';
import type { ReadDb } from '../read.ts';
import type { Store } from '../store.ts';
import { approvalProgress } from './approvals.ts';
import { listMeetings } from './cab.ts';
import { bookingsIn } from './calendar.ts';
import { changeRows } from './change-table.ts';
import { NOT_BEING_IMPORTED } from './changes.ts';
import { freezesIn } from './conflicts.ts';
import { listPeople, operatorId } from './people.ts';
import { listReleases, readinessFor } from './releases.ts';
import { isRunning, listRuns, type RunSummary, runView } from './runs.ts';
import { waitingItems } from './waiting.ts';
import { occurrencesIn } from './windows.ts';

/** The strip shows two weeks; conflicts are named further ahead, while there is time to move. */
const HORIZON = 14 * DAY;
const CONFLICT_HORIZON = 28 * DAY;
const FINISHED_SINCE = 3 * DAY;

/** What opens first, from what the file holds at `now` (ms UTC). */
export async function todayView(store: Store, now: number): Promise<Today> {
  const { db } = store;
  const releases = listReleases(db);
  const runs = listRuns(db);
  const next = nextRelease(releases, now);
  const from = now - (now % DAY) - DAY;
  const occurrences = occurrencesIn(db, from, now + HORIZON);
  const bookings = await bookingsIn(db, from, now + HORIZON);
  const newest = listBackups(dirname(store.file))[0];
  return {
    running: runs
      .filter(isRunning)
      .map((run) => ({ ...run, forecastEndAt: runView(db, run.id, now).forecast.forecastEndAt })),
    next: next && { ...next, readiness: readinessFor(db, next, now) },
    waiting: waitingFor(db, releases, runs, now),
    finished: changeRows(db, "c.state = 'Closed' AND c.updated_at >= ? ORDER BY c.updated_at DESC LIMIT 6", [
      now - FINISHED_SINCE,
    ]),
    occurrences,
    bookings,
    inFreeze: inFreeze(await freezesIn(db, now, now + CONFLICT_HORIZON, now)),
    lastBackup: newest ? { at: newest.at, bytes: newest.bytes } : null,
    bare: releases.length === 0 && !db.row('SELECT 1 FROM change WHERE removed_at IS NULL LIMIT 1'),
  };
}

function nextRelease(releases: readonly Release[], now: number): Release | null {
  const ahead = releases.filter(
    (one) => isReleaseOpen(one.state) && one.slot !== null && one.slot.end.at > now,
  );
  return ahead.sort((a, b) => (a.slot?.start.at ?? 0) - (b.slot?.start.at ?? 0))[0] ?? null;
}

/** What a person has to do, by what it holds up. */
function waitingFor(
  db: ReadDb,
  releases: readonly Release[],
  runs: readonly RunSummary[],
  now: number,
): Today['waiting'] {
  const operator = operatorId(db);

  const toDecide = changeRows(
    db,
    `c.n IN (${firstIn('Assess')} UNION ALL ${firstIn('Authorize')}) ORDER BY c.planned_sort, c.n LIMIT 8`,
    [],
  );
  const waits = waitingItems(db, { limit: 500 }, now).items;
  const isMine = (one: WaitingItem) => operator !== null && one.people.includes(operator);
  const mine = waits.filter(isMine).slice(0, 12);
  const others = waits
    .filter((one) => !isMine(one) && one.stageId !== null && one.kind !== 'task')
    .slice(0, 8);
  const people = new Map(listPeople(db).map(({ id, name }) => [id, shortName(name)]));
  // What waits for a vote waits for whoever gives it; the rest waits to be moved on.
  const waitsForVote = new Set(
    approvalProgress(
      db,
      toDecide.map(({ id }) => id),
      now,
    )
      .filter(({ stages }) => stages.some(({ state }) => state === 'open' || state === 'blocked'))
      .map(({ id }) => id),
  );
  const toMove = toDecide.filter(
    ({ id }) => !waitsForVote.has(id) && !mine.some((one) => one.subject.id === id),
  );
  const toSchedule = releases.filter((one) => one.state === 'Awaiting approval');
  const toRun = runs.filter((run) => run.startedAt === null && isScheduled(releases, run));
  const toClose = releases.filter((one) => one.state === 'Review');
  const toWrite = releases.filter((one) => one.state === 'Planning' && one.slot === null).slice(0, 4);
  const ofRelease =
    (group: Today['waiting'][number]['group'], due: string, action: string) => (one: Release) => ({
      group,
      kind: 'release' as const,
      id: one.id,
      ref: one.ref,
      title: releaseName(one),
      due,
      dueAt: one.slot?.start.at ?? null,
      action,
    });
  return [
    ...listMeetings(db, now - DAY, now + DAY)
      .filter((one) => one.endedAt === null && one.start.at + one.minutes * MINUTE > now)
      .map(ofMeeting),
    ...new Map(mine.map(ofApproval).map((one) => [`${one.id} ${one.due}`, one])).values(),
    ...toMove.map((row) => ({
      group: 'Approve' as const,
      kind: 'change' as const,
      id: row.id,
      ref: row.ref,
      title: row.title,
      due: row.plannedStart ? 'planned for' : 'no time planned',
      dueAt: row.plannedStart?.at ?? null,
      action: 'Move on',
    })),
    ...toSchedule.map(ofRelease('Approve', 'awaits approval', 'Open')),
    ...toRun.map((run) => ({
      group: 'Run' as const,
      kind: 'run' as const,
      id: run.id,
      ref: run.releaseRef,
      title: `${run.name} for ${run.releaseName}, ${run.total} steps`,
      due: 'starts',
      dueAt: run.plannedStartAt,
      action: 'Open',
    })),
    ...toWrite.map(ofRelease('Write', 'no slot booked', 'Plan')),
    ...toClose.map(ofRelease('Review and learn', 'deployed, not closed', 'Close')),
    ...others.map((one) => {
      const names = shortList(
        one.people.map((id) => people.get(id) ?? ''),
        1,
      );
      const due = `${one.stage} waits for ${names || 'a decider'}`;
      return { ...ofApproval(one), group: 'Remind others' as const, due, dueAt: null, action: 'Open' };
    }),
  ];
}

/** A meeting of the next day: what it hears has to be ready by then. */
function ofMeeting({ id, ref, name, items, start }: MeetingRow): Today['waiting'][number] {
  return {
    group: 'Approve',
    kind: 'meeting',
    id,
    ref,
    title: `${name}, ${items === 0 ? 'nothing' : counted(items, 'item')} on the agenda`,
    due: 'meets',
    dueAt: start.at,
    action: 'Open',
  };
}

const dueWords: Readonly<Record<WaitingItem['kind'], string>> = {
  approval: 'planned for',
  'retrospective approval': 'approval owed by',
  task: 'to do for',
  condition: 'condition, to be met for',
};

function ofApproval({ kind, subject, ref, title, stage, dueAt }: WaitingItem): Today['waiting'][number] {
  const what = stage === '' ? dueWords[kind] : `${stage}, ${dueWords[kind]}`;
  return {
    group: kind === 'task' || kind === 'condition' ? 'Do' : 'Approve',
    kind: subject.kind,
    id: subject.id,
    ref,
    title,
    due:
      dueAt === null
        ? what.replace(/,? ?(planned for|to do for|to be met for)$/, '') || 'no time planned'
        : what,
    dueAt,
    action: kind === 'approval' ? 'Decide' : 'Open',
  };
}

/** The next eight tickets of a state that are not held. One state at a time, so that the index is walked and not the table. */
function firstIn(state: 'Assess' | 'Authorize'): string {
  const rank = state === 'Assess' ? 1 : 2;
  return `SELECT n FROM (SELECT n FROM change WHERE removed_at IS NULL AND ${NOT_BEING_IMPORTED}
    AND state_rank = ${rank} AND on_hold = 0 ORDER BY planned_sort, n LIMIT 8)`;
}

function isScheduled(releases: readonly Release[], run: RunSummary): boolean {
  return releases.some((one) => one.id === run.releaseId && one.state === 'Scheduled');
}

/** Freezes that somebody's booking lies in and that nobody lifted. */
function inFreeze(conflicts: readonly Conflict[]): Today['inFreeze'] {
  return conflicts
    .filter((one) => one.kind === 'freeze' && asksFor([one], { emergency: false }) !== 'nothing')
    .map(({ ref, title, other, minutes, hard }) => ({ ref, title, freeze: other.name, minutes, hard }));
}
