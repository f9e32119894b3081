import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { countdown } from '#renderer/features/runbooks/DeadlineCount.tsx';
import { runModel } from '#renderer/features/runbooks/runModel.ts';
import type { RunId } from '#shared/domain/ids.ts';
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

const view = () => work.client().warroom.view({ runId });

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

async function me() {
  return (await work.client().people.list()).people[0]?.id ?? null;
}
