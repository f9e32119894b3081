import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldInWords, type Reader, valueInWords } from '#renderer/features/timeline/values.ts';
import { storyOf } from '#renderer/features/timeline/wording.ts';
import type { TimelineEntry } from '#shared/contract/timeline.ts';
import type { DeviceId, GroupId } from '#shared/domain/ids.ts';

const STEP = '01970000-0000-7000-8000-000000000004';
const RUIZ = '01970000-0000-7000-8000-00000000000a';
const THING = '01970000-0000-7000-8000-0000000000ff';
const tick = Date.parse('2027-02-12T01:25Z');

const reader: Reader = {
  nameOf: (id) => (id === STEP ? '4 Deploy ledger-api' : id === RUIZ ? 'R. Ruiz' : null),
  moment: (at) => new Date(at).toISOString().slice(11, 16),
};

type Op = TimelineEntry['ops'][number];
const op = (field: string, value: unknown, before: unknown, more: Partial<Op> = {}): Op => ({
  entity: 'change',
  id: THING,
  label: 'CHG-A12',
  field,
  value,
  before,
  ...more,
});
const entry = (ops: Op[], more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  device: THING as DeviceId,
  seq: 7,
  at: tick,
  actor: 'R. Ruiz',
  onBehalfOf: null,
  reason: '',
  group: THING as GroupId,
  ops,
  opCount: ops.length,
  undoable: true,
  hash: '',
  ...more,
});
const textsOf = (e: TimelineEntry) => storyOf(e, reader).sentences.map((s) => s.text);

describe('a run reads like a story', () => {
  const ticked = entry([
    op(
      '*',
      {
        runId: THING,
        stepId: STEP,
        kind: 'finish',
        comment: '',
        actorId: RUIZ,
        occurredAt: tick - 15 * 60_000,
        recordedAt: tick,
      },
      null,
      { entity: 'step_event', label: 'finish' },
    ),
  ]);

  test('a late tick stands at the time it happened and says when it was recorded', () => {
    const story = storyOf(ticked, reader);
    expect(story.sentences.map((s) => s.text)).toEqual(['finished step 4 Deploy ledger-api']);
    expect(story.at).toBe(tick - 15 * 60_000);
    expect(story.recordedAt).toBe(tick);
  });

  test('a failure carries its comment', () => {
    const failed = entry([
      op('*', { stepId: STEP, kind: 'fail', comment: 'Health check answers 503', occurredAt: tick }, null, {
        entity: 'stepEvent',
      }),
    ]);
    expect(textsOf(failed)).toEqual([
      'reported as failed step 4 Deploy ledger-api: Health check answers 503',
    ]);
    expect(storyOf(failed, reader).recordedAt).toBeNull();
  });

  test('notes, issues and decisions say which they are', () => {
    const issue = entry([
      op('*', { kind: 'issue', text: 'Queue grows' }, null, { entity: 'note', label: 'Queue' }),
    ]);
    expect(textsOf(issue)).toEqual(['raised an issue: Queue grows']);
  });

  test('a back-out, a suspension and a vote say what was done and why', () => {
    const run = { entity: 'run', label: 'Back-out of Night' };
    const steps = [1, 2, 3].map((n) =>
      op('*', { number: n }, null, { entity: 'step', id: `${THING.slice(0, -1)}${n}` }),
    );
    const decided = op('*', { kind: 'back out', comment: 'Cards time out' }, null, {
      entity: 'runEvent',
      id: RUIZ,
    });
    expect(
      textsOf(entry([decided, op('*', { kind: 'live', backsOutId: STEP }, null, run), ...steps])),
    ).toEqual(['decided to back out: Cards time out', 'began Back-out of Night with 3 steps']);
    expect(
      textsOf(entry([op('*', { kind: 'suspend', comment: 'Power cut' }, null, { entity: 'runEvent' })])),
    ).toEqual(['suspended the run: Power cut']);
    expect(
      textsOf(
        entry([
          op('*', { vote: 'no-go', personId: RUIZ, reason: 'Replica lags' }, null, {
            entity: 'gateVote',
            label: '7 Go/no-go 1',
          }),
        ]),
      ),
    ).toEqual(['recorded no-go of R. Ruiz at gate 7 Go/no-go 1: Replica lags']);
  });

  test('start and end of a run are not told as changed fields', () => {
    const run = { entity: 'run', label: 'Payments 4.8.0 live' };
    expect(textsOf(entry([op('startedAt', tick, null, run)]))).toEqual([
      'started the run Payments 4.8.0 live',
    ]);
    expect(textsOf(entry([op('endedAt', tick, null, run), op('outcome', 'completed', '', run)]))).toEqual([
      'ended the run Payments 4.8.0 live: completed',
    ]);
  });
});

describe('edits', () => {
  test('a changed title shows before and after', () => {
    const story = storyOf(entry([op('title', 'New words', 'Old words'), op('updatedAt', tick, 1)]), reader);
    expect(story.sentences.map((s) => s.text)).toEqual(['changed title of CHG-A12']);
    expect(story.fields).toEqual([
      { thing: 'CHG-A12', field: 'title', before: 'Old words', after: 'New words' },
    ]);
  });

  test('a state is a move', () => {
    expect(textsOf(entry([op('state', 'Scheduled', 'Authorize')]))).toEqual([
      'moved CHG-A12 from Authorize to Scheduled',
    ]);
  });

  test('a removed thing says so', () => {
    expect(textsOf(entry([op('removedAt', tick, null)]))).toEqual(['removed change CHG-A12']);
  });

  test('a draft of many tickets is one sentence with counts', () => {
    const ops = [
      op('*', {}, null, { entity: 'release', label: 'REL-A3 Payments 4.8.0', id: STEP }),
      ...['a', 'b', 'c'].map((c) => op('*', {}, null, { id: c, label: `CHG-${c}` })),
    ];
    expect(textsOf(entry(ops))).toEqual(['made release REL-A3 Payments 4.8.0 and 3 changes']);
  });

  test('the same move on many tickets is one sentence', () => {
    const ops = ['a', 'b', 'c'].map((id) => op('state', 'Assess', 'New', { id }));
    expect(textsOf(entry(ops))).toEqual(['moved 3 changes from New to Assess']);
  });

  test("on the thing's own page its name is left out", () => {
    const story = storyOf(entry([op('title', 'b', 'a')]), reader, THING);
    expect(story.sentences.map((s) => s.text)).toEqual(['changed title']);
  });

  test('a reason is told only when a person gave it', () => {
    expect(
      storyOf(entry([op('state', 'Cancelled', 'New')], { reason: 'Vendor withdrew it' }), reader).why,
    ).toBe('Vendor withdrew it');
    expect(storyOf(entry([op('state', 'Assess', 'New')], { reason: 'Moved to Assess' }), reader).why).toBe(
      '',
    );
  });

  test('operations that were not sent are counted', () => {
    expect(storyOf(entry([op('title', 'b', 'a')], { opCount: 39 }), reader).more).toBe(38);
  });
});

describe('values', () => {
  test('no raw JSON where a word exists', () => {
    expect(valueInWords('assigneeId', RUIZ, reader)).toBe('R. Ruiz');
    expect(
      valueInWords('plannedStart', { local: '2027-02-12T02:25', zone: 'Europe/Berlin', at: tick }, reader),
    ).toBe('01:25');
    expect(
      valueInWords(
        'deploymentSteps',
        [
          { title: 'Deploy', minutes: 5 },
          { title: 'Check', minutes: null },
        ],
        reader,
      ),
    ).toBe('2: Deploy (5 min); Check');
    expect(valueInWords('plannedOutageMinutes', 30, reader)).toBe('30 min');
    expect(valueInWords('serviceIds', [], reader)).toBe('nothing');
  });

  test('any value gives some words and never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (field, value) => {
        expect(valueInWords(field, value, reader).length).toBeGreaterThanOrEqual(0);
        expect(() => storyOf(entry([op(field, value, value), op('*', value, null)]), reader)).not.toThrow();
      }),
    );
  });

  test('fields are named as people say them', () => {
    expect(fieldInWords('plannedOutageMinutes')).toBe('planned outage');
    expect(fieldInWords('validatorId')).toBe('validator');
  });
});
