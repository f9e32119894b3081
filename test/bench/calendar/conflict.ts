import assert from 'node:assert/strict';
import { aheadIn, loadSubject } from '#db/queries/bookables.ts';
import { conflictsAt } from '#db/queries/conflicts.ts';
import { planningFacts } from '#db/queries/planning-facts.ts';
import { surroundingsFrom } from '#db/queries/surroundings.ts';
import type { Conflict, Subject } from '#shared/contract/conflicts.ts';
import { occurrencesOf } from '#shared/domain/calendar/recurrence.ts';
import { conflictsOf } from '#shared/domain/conflicts/engine.ts';
import type { ChangeId } from '#shared/domain/ids.ts';
import { randomFrom } from '#shared/domain/sample/random.ts';
import { DAY, MINUTE, planTimeAt } from '#shared/domain/time.ts';
import { type Figure, figureOf, timed } from '#test/bench/measure.ts';
import { overSocket } from '#test/bench/store/raw.ts';
import { openPlanned, plannedSpan } from './planned.ts';

const ROUNDS = 400;
const CHECKED_EVERY = 40;
const MINUTES = 120;
const MARK = 15 * MINUTE;
/** Places that one change is dragged over. */
const DRAG = 20;
/** What the issue asks for, in ms. */
const LIMIT = 2;

/**
 * One change of `n` moved to another time, with all that is in its way there named: in the process
 * (`calendar.conflict`) and as the page asks while somebody drags (`calendar.conflict_rpc`). Now and then the answer is
 * compared with the naive one, from every change and every window of the file.
 */
export async function measureConflict(n: number): Promise<Figure[]> {
  const { app, close } = await openPlanned(n);
  const { db } = app.store();
  const page = await overSocket(app);
  const random = randomFrom(7);
  const { from, until } = plannedSpan(n);
  const ids = db.rows<{ id: ChangeId }>('SELECT id FROM change ORDER BY n LIMIT 500').map(({ id }) => id);
  // One drag after the other: each somewhere else in the file, and then over the days around it.
  const places = Array.from({ length: (ROUNDS + 20) / DRAG }, () => {
    const id = ids[random.int(0, ids.length - 1)];
    if (id === undefined) throw new Error('The data set is empty');
    const subject: Subject = { kind: 'change', id };
    const first = from + Math.floor((random.next() * (until - from)) / MARK) * MARK;
    return Array.from({ length: DRAG }, () => ({ subject, startsAt: first + random.int(0, 14 * 96) * MARK }));
  }).flat();
  const at = (round: number) => {
    const place = places[round % places.length];
    if (place === undefined) throw new Error('No place to move to');
    return place;
  };
  const naively = naive(app.store().db, from, until);
  const check = (found: readonly Conflict[], round: number) => {
    if (round % CHECKED_EVERY !== 0) return;
    const wanted = naively(at(round).subject, at(round).startsAt);
    assert.deepEqual(
      found.map(({ key, facts }) => ({ key, facts })),
      wanted,
    );
  };
  const inProcess = await timed(
    ROUNDS,
    (round) => {
      const { subject, startsAt } = at(round);
      return conflictsAt(db, subject, app.now(), { startsAt, endsAt: startsAt + MINUTES * MINUTE });
    },
    { check },
  );
  const overRpc = await timed(
    ROUNDS,
    (round) => {
      const { subject, startsAt } = at(round);
      const { local, zone } = planTimeAt(startsAt, 'UTC');
      return page.client.conflicts.check({ subject, at: { start: { local, zone }, minutes: MINUTES } });
    },
    { check: ({ conflicts }, round) => check(conflicts, round) },
  );
  await page.close();
  await close();
  return [
    figureOf('calendar.conflict', n, inProcess, LIMIT),
    figureOf('calendar.conflict_rpc', n, overRpc, LIMIT),
  ];
}

/** The conflicts there from all that is in the file, without looking anything up by its time. */
function naive(db: Parameters<typeof planningFacts>[0], from: number, until: number) {
  const facts = planningFacts(db);
  const near = aheadIn(db, facts, from, until + 15 * DAY);
  return (subject: Subject, startsAt: number) => {
    const found = loadSubject(db, facts, subject);
    if (!found) throw new Error('The change is missing');
    const span = { startsAt, endsAt: startsAt + MINUTES * MINUTE };
    const one = { ...found.bookable, ...span };
    const occurrences = facts.rules.flatMap((rule) => occurrencesOf(rule, span.startsAt, span.endsAt));
    return conflictsOf(one, surroundingsFrom(db, facts, span, { all: [one], near, occurrences })).map(
      ({ key, facts: said }) => ({ key, facts: said }),
    );
  };
}
