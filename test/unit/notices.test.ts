import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId, type PersonId } from '#shared/domain/ids.ts';
import { type ForecastEvent, forecastRun } from '#shared/domain/runs/forecast.ts';
import { noticesOf } from '#shared/domain/runs/notices.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { at, event, run, step, stepId } from './run-fixture.ts';

type Input = Parameters<typeof noticesOf>[0];
type View = Input['view'];

const [rosa, ana] = [newId<PersonId>(), newId<PersonId>()];

function told(number: number, after: readonly number[], fields: Partial<View['steps'][number]> = {}) {
  const title = `Step ${number}`;
  return {
    ...step(number, after),
    kind: 'manual' as const,
    title,
    shortTitle: '',
    ownerId: null,
    voterIds: [],
    ...fields,
  };
}

// Protected until 270; 15 for decision and check, so that nothing done means a deadline at 255.
function view(fields: Partial<View> = {}): View {
  return {
    run: { ...run(), kind: 'live' },
    releaseName: 'Checkout 4.2',
    steps: [told(1, [])],
    events: [],
    moments: [],
    votes: [],
    ...fields,
  };
}

function keys(
  minute: number,
  fields: Partial<View> = {},
  { announced = [], ...more }: { announced?: string[] } & Partial<Omit<Input, 'announced'>> = {},
) {
  return noticesOf({
    view: view(fields),
    personId: rosa,
    rehearsals: false,
    now: at(minute),
    announced: new Set(announced),
    ...more,
  }).map(({ key }) => key);
}

const extend = { kind: 'extend', occurredAt: at(1), comment: '' } as const;

test('the deadline is told at fifteen minutes, at five and when it has passed, each from its very moment on', () => {
  expect(keys(239.99)).toEqual([]);
  expect(keys(240)).toEqual(['deadline 15 0']);
  expect(keys(249.99, {}, { announced: ['deadline 15 0'] })).toEqual([]);
  expect(keys(250, {}, { announced: ['deadline 15 0'] })).toEqual(['deadline 5 0']);
  expect(keys(255, {}, { announced: ['deadline 15 0', 'deadline 5 0'] })).toEqual(['deadline 0 0']);
  const [notice] = noticesOf({
    view: view(),
    personId: rosa,
    rehearsals: false,
    announced: new Set(),
    now: at(250),
  });
  expect(notice).toMatchObject({
    title: 'Checkout 4.2',
    text: `Back-out deadline {${at(255)}}, in 5 min.`,
  });
});

test('a deadline that jumps is told at its nearest only, and not more loosely when it moves back', () => {
  expect(keys(251)).toEqual(['deadline 5 0']);
  expect(keys(245, {}, { announced: ['deadline 5 0'] })).toEqual([]);
  expect(keys(251, {}, { announced: ['deadline 0 0'] })).toEqual([]);
  expect(keys(245, { moments: [extend] }, { announced: ['deadline 5 0'] })).toEqual(['deadline 15 1']);
});

test('nothing is told before the start, after the end, of a rehearsal, or where there is no deadline', () => {
  const live = { ...run(), kind: 'live' as const };
  expect(keys(251, { run: { ...live, startedAt: null } })).toEqual([]);
  expect(keys(251, { run: { ...live, endedAt: at(250) } })).toEqual([]);
  expect(keys(251, { run: { ...live, kind: 'rehearsal' } })).toEqual([]);
  expect(keys(251, { run: { ...live, kind: 'rehearsal' } }, { rehearsals: true })).toEqual(['deadline 5 0']);
  const forward = { steps: [told(1, [], { undo: 'irreversible' })], events: [event(1, 'start', 1)] };
  expect(keys(251, forward)).toEqual([]);
});

test('a gate asks its silent voters for their word, tells the others of the votes, and leaves alone who has spoken', () => {
  const gate = told(2, [1], { kind: 'gate', title: 'Go/no-go', voterIds: [rosa, ana] });
  const steps = [told(1, []), gate];
  const done = [event(1, 'start', 0), event(1, 'finish', 5)];
  const vote = { stepId: stepId(2), personId: rosa, vote: 'go' as const, reason: '' };
  expect(keys(4, { steps, events: done.slice(0, 1) })).toEqual([]);
  expect(keys(6, { steps, events: done })).toEqual(['word step-2']);
  expect(keys(6, { steps, events: done, votes: [vote] })).toEqual([]);
  const outside = { personId: newId<PersonId>() };
  expect(keys(6, { steps, events: done, votes: [vote] }, outside)).toEqual(['votes step-2']);
  const both = [vote, { ...vote, personId: ana }];
  expect(keys(6, { steps, events: done, votes: both }, outside)).toEqual([]);
  expect(keys(6, { steps: [told(1, []), told(2, [1], { kind: 'gate' })], events: done })).toEqual([
    'votes step-2',
  ]);
  expect(keys(6, { steps, events: done }, { announced: ['word step-2'] })).toEqual([]);
});

test('the owner is told that they are next, not while it waits for its time, its run is suspended or it is about backing out', () => {
  const mine = (fields = {}) => ({ steps: [told(1, [], { ownerId: rosa, ...fields })] });
  expect(keys(1, mine())).toEqual(['next step-1']);
  expect(keys(1, mine(), { personId: ana })).toEqual([]);
  expect(keys(1, mine(), { personId: null })).toEqual([]);
  expect(keys(1, mine({ offsetMinutes: 2 }))).toEqual([]);
  expect(keys(2, mine({ offsetMinutes: 2 }))).toEqual(['next step-1']);
  expect(keys(1, mine({ section: 'Back-out' }))).toEqual([]);
  const suspended = { kind: 'suspend', occurredAt: at(0), comment: 'Power cut' } as const;
  expect(keys(1, { ...mine(), moments: [suspended] })).toEqual([]);
});

test('a run that turns red says why, once; past the deadline that alone is said', () => {
  const long = { steps: [told(1, [], { plannedMinutes: 300 })] };
  expect(keys(1, long)).toEqual(['red']);
  expect(keys(1, long, { announced: ['red'] })).toEqual([]);
  expect(keys(256, long)).toEqual(['deadline 0 0']);
});

test('whatever happens in a night, each notice comes at most once, never before its time, and the deadline never more loosely', () => {
  const happening = fc.record({
    minute: fc.integer({ min: 0, max: 300 }),
    step: fc.integer({ min: 1, max: 5 }),
    kind: fc.constantFrom<ForecastEvent['kind']>('start', 'finish', 'skip', 'fail', 'clear'),
  });
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 25 }), (happenings) => {
      const steps = [1, 2, 3, 4, 5].map((n) =>
        told(n, n === 1 ? [] : [n - 1], {
          ownerId: n % 2 ? rosa : ana,
          undoMinutes: 12 * n,
          ...(n === 3 ? { kind: 'gate' as const, voterIds: [rosa] } : {}),
        }),
      );
      const announced = new Set<string>();
      const events: ForecastEvent[] = [];
      let tightest = Number.POSITIVE_INFINITY;
      const rest = happenings.toSorted((a, b) => a.minute - b.minute);
      for (let now = at(0); now <= at(300); now += MINUTE / 2) {
        for (let next = rest[0]; next && at(next.minute) <= now; next = rest[0]) {
          events.push(event(next.step, next.kind, next.minute));
          rest.shift();
        }
        const current = view({ steps, events });
        const forecast = forecastRun({ run: current.run, steps, events, now });
        for (const { key } of noticesOf({
          view: current,
          personId: rosa,
          rehearsals: false,
          announced,
          now,
        })) {
          expect(announced.has(key)).toBe(false);
          announced.add(key);
          const [what, about = ''] = key.split(' ');
          const state = forecast.steps.find((one) => one.stepId === about)?.state;
          if (what === 'deadline') {
            expect(Number(about)).toBeLessThan(tightest);
            tightest = Number(about);
            expect((forecast.backOutDeadlineAt ?? Infinity) - now).toBeLessThanOrEqual(
              Number(about) * MINUTE,
            );
          } else if (what === 'red') expect(forecast.rag).toBe('red');
          else expect(what === 'next' ? ['ready'] : ['ready', 'in progress']).toContain(state);
        }
      }
    }),
    { numRuns: 60 },
  );
});
