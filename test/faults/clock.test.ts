import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { watchClock } from '#main/jobs/clock-watch.ts';
import { clockQuestion } from '#renderer/features/runbooks/clockQuestion.ts';
import { countdown } from '#renderer/features/runbooks/DeadlineCount.tsx';
import { runLog } from '#renderer/features/runbooks/runLog.ts';
import { runModel } from '#renderer/features/runbooks/runModel.ts';
import type { RunId } from '#shared/domain/ids.ts';
import { jumpsOf } from '#shared/domain/runs/clock-jumps.ts';
import { HOUR, MINUTE } from '#shared/domain/time.ts';
import { startLiveRun } from '#test/support/live-run.ts';
import { faultsOf } from '#test/support/soundness.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';
import { createRunModel, type RunModel } from './run-model.ts';

let work: TestWorkspace;
let runId: RunId;
let paper: RunModel;
beforeEach(async () => {
  work = openWorkspace();
  runId = await startLiveRun(work, 12);
  const { steps } = await work.client().runbooks.get({ id: runId });
  paper = createRunModel(steps);
});
afterEach(() => work.remove());

const view = async () => ({
  ...(await work.client().warroom.view({ runId })),
  ...(await work.client().runbooks.get({ id: runId })),
});

/** Starts the first step that is ready, or finishes the one that runs, and writes it down on paper. */
async function go(kind: 'start' | 'finish') {
  const wanted = kind === 'start' ? 'ready' : 'in progress';
  const { steps } = await view();
  const step = steps.find(({ id }) => paper.stateOf(id) === wanted);
  if (!step) throw new Error(`no step is ${wanted}`);
  const { event } = await work.client().runbooks.tick({ stepId: step.id, kind });
  paper.take(event);
}

/** The store holds each tick once, each step has the state and the end that it has on paper, and no clock is negative. */
async function asOnPaper() {
  const seen = await view();
  expect(seen.events.map(({ id }) => id)).toEqual(paper.events().map(({ id }) => id));
  const ends = paper.endsAt(seen.forecast.now);
  for (const { stepId, state, startsAt, endsAt } of seen.forecast.steps) {
    expect(state).toBe(paper.stateOf(stepId));
    expect(endsAt).toBe(ends.get(stepId));
    expect(endsAt).toBeGreaterThanOrEqual(startsAt);
  }
  const model = runModel(seen, seen.forecast.now);
  for (const line of model.lines) expect(line.runsFor ?? 0).toBeGreaterThanOrEqual(0);
  expect(model.forecast.forecastEndAt).toBeGreaterThanOrEqual(model.now);
  return model;
}

describe('the clock set back by two hours in the middle of a run', () => {
  test('loses no tick, keeps the order of all records of the run, and no length is negative', async () => {
    const { client } = work;
    await go('start');
    work.clock.advance(5 * MINUTE);
    await client().warroom.log({ runId, kind: 'role', text: 'Rosa', role: 'commander', ownerId: await me() });
    await go('finish');
    await go('start');
    work.clock.advance(-2 * HOUR);
    await asOnPaper();
    await go('finish');
    await client().runbooks.suspend({ id: runId, reason: 'Coffee' });
    await client().runbooks.resume({ id: runId, reason: '' });
    await go('start');
    work.clock.advance(MINUTE);
    await client().warroom.log({ runId, text: 'After it', kind: 'note' });
    await go('finish');
    const seen = (await asOnPaper()).view;
    const all = [...seen.events, ...seen.moments, ...seen.notes].sort((a, b) => a.recordedAt - b.recordedAt);
    expect(new Set(all.map(({ recordedAt }) => recordedAt)).size).toBe(all.length);
    expect(all.map((one) => ('text' in one ? one.text : one.kind))).toEqual([
      'start',
      'Rosa',
      'finish',
      'start',
      'finish',
      'suspend',
      'resume',
      'start',
      'After it',
      'finish',
    ]);
    await work.close();
    expect(faultsOf(work.folder)).toEqual([]);
  });

  test('a run that is ended then took no less than no time', async () => {
    work.clock.advance(-2 * HOUR);
    const { run } = await work.client().runbooks.end({ id: runId, outcome: 'failed', reason: 'Stopped' });
    expect(run.endedAt).toBeGreaterThanOrEqual(run.startedAt ?? 0);
    const seen = await view();
    expect(countdown(runModel(seen, work.clock.now())).figure).toBe('0:00');
  });
});

describe('what happens to the clock of the computer while a run is under way', () => {
  /** Clocks that only the test moves, under a watch of its own. */
  function underWatch() {
    const shown = { steady: 0, boot: 0 };
    const watch = watchClock(work.app().store(), () => ({ wall: work.clock.now(), ...shown }));
    return (ms: { wall: number; steady: number; boot: number }) => {
      work.clock.advance(ms.wall);
      shown.steady += ms.steady;
      shown.boot += ms.boot;
      watch.look();
      watch.stop();
    };
  }
  const recorded = async () => jumpsOf((await view()).moments);

  test('an hour of sleep is on record with its times, the step goes on, and the time it ended can be said', async () => {
    const elapse = underWatch();
    await go('start');
    const asleepAt = work.clock.now();
    elapse({ wall: HOUR, steady: 10, boot: HOUR });
    const [jump] = await recorded();
    expect(jump).toMatchObject({ kind: 'slept' });
    expect((jump?.to ?? 0) - (jump?.from ?? 0)).toBeCloseTo(HOUR, -3);
    expect(jump?.from).toBeLessThanOrEqual(asleepAt);
    expect((await asOnPaper()).running[0]?.runsFor).toBeGreaterThanOrEqual(HOUR);
    await go('finish');
    await asOnPaper();
  });

  test('a clock set back and one set forward are on record once each, in each run under way, and no tick is lost', async () => {
    await go('start');
    underWatch()({ wall: -2 * HOUR, steady: 5_000, boot: 5_000 });
    await go('finish');
    await go('start');
    await asOnPaper();
    underWatch()({ wall: 2 * HOUR, steady: 5_000, boot: 5_000 });
    await go('finish');
    const log = runLog(await asOnPaper()).map(({ kind }) => kind);
    expect(log.toReversed()).toEqual(['start', 'clock', 'finish', 'start', 'clock', 'finish']);
    expect((await recorded()).map(({ from, to }) => Math.round((to - from) / HOUR))).toEqual([-2, 2]);
  });

  test('the beginning of summer time changes nothing', async () => {
    work.clock.advance(Date.UTC(2027, 2, 28, 0, 59, 58) - work.clock.now());
    underWatch()({ wall: 5_000, steady: 5_000, boot: 5_000 });
    expect(await recorded()).toEqual([]);
    await go('start');
    expect((await asOnPaper()).running[0]?.runsFor).toBeLessThan(MINUTE);
  });

  test('without a run under way nothing is recorded', async () => {
    await work.client().runbooks.end({ id: runId, outcome: 'failed', reason: 'Stopped' });
    underWatch()({ wall: -2 * HOUR, steady: 5_000, boot: 5_000 });
    expect(await recorded()).toEqual([]);
  });

  test('a clock set back while Slipway was closed is noticed at its start, once', async () => {
    await go('start');
    await work.close();
    work.clock.advance(-HOUR);
    await work.reopen();
    await work.reopen();
    const [jump, ...more] = await recorded();
    expect(more).toEqual([]);
    expect(jump).toMatchObject({ kind: 'set' });
    expect(Math.round(((jump?.to ?? 0) - (jump?.from ?? 0)) / MINUTE)).toBe(-60);
    await asOnPaper();
  });
});

describe('the answer to a jump of the clock', () => {
  const ask = async () => {
    const question = clockQuestion(await view());
    return question ?? { words: '', times: [] };
  };
  const answer = (input: Partial<Parameters<ReturnType<typeof work.client>['runClock']['answer']>[0]>) =>
    work.client().runClock.answer({ id: runId, startedAt: null, times: [], reason: '', ...input });

  test('that the times are right closes the question and changes no time', async () => {
    await go('start');
    await work.close();
    work.clock.advance(-HOUR);
    await work.reopen();
    const before = (await view()).events;
    expect((await ask()).times).toHaveLength(2);
    const { moments, events } = await answer({ reason: 'Set by hand' });
    expect(moments.at(-1)).toMatchObject({
      kind: 'clock answered',
      comment: 'The times are right. Set by hand',
    });
    expect(events).toEqual(before);
    expect((await ask()).words).toBe('');
    await expect(answer({})).rejects.toMatchObject({ code: 'REFUSED' });
  });

  test('corrected times are new entries with the words and the person of the old ones; the old ones stay', async () => {
    const client = work.client();
    const { id: ana } = await client.people.add({ name: 'Ana Meier', roles: [] });
    const [first] = (await view()).steps;
    if (!first) throw new Error('no step');
    work.clock.advance(90 * MINUTE);
    const tick = { stepId: first.id, onBehalfOf: ana };
    await client.runbooks.tick({ ...tick, kind: 'start' });
    work.clock.advance(10 * MINUTE);
    await client.runbooks.tick({ ...tick, kind: 'workaround', comment: 'By hand' });
    await work.close();
    work.clock.advance(-HOUR);
    await work.reopen();
    const { times } = await ask();
    expect(times.map(({ of, wrong }) => [of, wrong])).toEqual([
      ['start', false],
      ['start', true],
      ['end', true],
    ]);
    const [, start, end] = times;
    if (!start || !end) throw new Error('no times');
    const { events, forecast } = await answer({
      times: [{ stepId: first.id, startedAt: start.proposed, endedAt: end.proposed }],
    });
    expect(events.map(({ kind }) => kind)).toEqual([
      'start',
      'workaround',
      'clear',
      'clear',
      'start',
      'workaround',
    ]);
    expect(events.at(-1)).toMatchObject({ comment: 'By hand', actorId: ana, occurredAt: end.proposed });
    expect(end.proposed - start.proposed).toBe(end.at - start.at);
    expect(Math.round((end.at - end.proposed) / MINUTE)).toBe(60);
    const own = forecast.steps.find(({ stepId }) => stepId === first.id);
    expect(own).toMatchObject({ state: 'done with workaround', actualStartAt: start.proposed });
    expect((await ask()).words).toBe('');
  });

  test('the start of the run is put right too; times that cannot be are refused and leave everything as it is', async () => {
    await go('start');
    await work.close();
    work.clock.advance(-HOUR);
    await work.reopen();
    const [start, ticked] = (await ask()).times;
    const step = (await view()).events[0];
    if (!start || !ticked || !step) throw new Error('no times');
    const times = [{ stepId: step.stepId, startedAt: ticked.proposed, endedAt: null }];
    const now = work.clock.now();
    await expect(answer({ times })).rejects.toMatchObject({
      data: { reason: expect.stringContaining('The run began at') },
    });
    await expect(answer({ startedAt: now + HOUR })).rejects.toMatchObject({ code: 'REFUSED' });
    expect((await view()).events).toHaveLength(1);
    const { run, events } = await answer({ startedAt: start.proposed, times });
    expect(run.startedAt).toBe(start.proposed);
    expect(events.map(({ kind }) => kind)).toEqual(['start', 'clear', 'start']);
    expect(events.at(-1)?.occurredAt).toBe(ticked.proposed);
  });
});

async function me() {
  return (await work.client().people.list()).people[0]?.id ?? null;
}
