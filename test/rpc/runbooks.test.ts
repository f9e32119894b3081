import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StepEventKind } from '#shared/contract/run-records.ts';
import { type NoteId, newId, type RunId, type StepEventId, type StepId } from '#shared/domain/ids.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let have: Stock;
beforeEach(async () => {
  work = openWorkspace();
  have = await stock(work);
});
afterEach(() => work.remove());

const runbooks = () => work.client().runbooks;
const refused = { code: 'REFUSED', defined: true, data: { reason: expect.stringMatching(/\.$/) } };
const stepAt = (at: number) => have.run.steps[at]?.id as StepId;
const tick = (at: number, kind: StepEventKind, more: object = {}) =>
  runbooks().tick({ stepId: stepAt(at), kind, ...more });
const states = async () =>
  (await runbooks().get({ id: have.run.run.id })).forecast.steps.map((step) => step.state);

test('a step opens the next one when it is done, and only then', async () => {
  expect(await states()).toEqual(['ready', 'pending', 'pending', 'pending', 'pending', 'pending']);
  await expect(tick(1, 'start')).rejects.toMatchObject(refused);
  await tick(0, 'start');
  await tick(0, 'finish');
  expect(await states()).toEqual(['done', 'ready', 'pending', 'pending', 'pending', 'pending']);
});

test('a tick sent twice under one event id is recorded once', async () => {
  const eventId = newId<StepEventId>();
  const one = await tick(0, 'start', { eventId });
  const two = await tick(0, 'start', { eventId });
  expect(two.event).toEqual(one.event);
  expect((await runbooks().get({ id: have.run.run.id })).events).toHaveLength(1);
});

test('workaround, skip and failure need a comment', async () => {
  for (const kind of ['workaround', 'skip', 'fail'] as const) {
    await expect(tick(0, kind)).rejects.toMatchObject(refused);
    await expect(tick(0, kind, { comment: '  ' })).rejects.toMatchObject(refused);
  }
  await tick(0, 'fail', { comment: 'The node does not answer' });
  expect((await states()).slice(0, 2)).toEqual(['failed', 'blocked']);
  await expect(tick(0, 'finish')).rejects.toMatchObject(refused);
  await tick(0, 'clear');
  expect((await states())[0]).toBe('ready');
});

test('a tick keeps when it happened beside when it was recorded, and never lies in the future or before the run', async () => {
  work.clock.advance(20 * 60_000);
  const occurredAt = work.clock.now() - 15 * 60_000;
  const { event } = await tick(0, 'finish', { occurredAt });
  expect(event.occurredAt).toBe(occurredAt);
  expect(event.recordedAt).toBeGreaterThan(occurredAt);
  for (const wrong of [work.clock.now() + 3_600_000, (have.run.run.startedAt ?? 0) - 600_000]) {
    await expect(tick(1, 'finish', { occurredAt: wrong })).rejects.toMatchObject(refused);
  }
});

test('what happened in a run is not undone, only corrected', async () => {
  await tick(0, 'finish');
  const [entry] = (await work.client().timeline.page({ limit: 1 })).entries;
  if (!entry) throw new Error('The tick is in the timeline');
  expect(entry.undoable).toBe(false);
  await expect(work.client().timeline.undo({ device: entry.device, seq: entry.seq })).rejects.toMatchObject(
    refused,
  );
});

test('a run ends as completed only when every step is finished, otherwise with a reason; then nothing more happens in it', async () => {
  const end = (outcome: 'completed' | 'failed', reason = '') =>
    runbooks().end({ id: have.run.run.id, outcome, reason });
  await expect(end('completed')).rejects.toMatchObject(refused);
  await expect(end('failed', ' ')).rejects.toMatchObject(refused);
  for (const at of [0, 1, 2, 3, 4, 5]) await tick(at, 'finish');
  const ended = await end('completed');
  expect(ended.run).toMatchObject({ outcome: 'completed', endedAt: expect.any(Number) });
  await expect(tick(0, 'clear')).rejects.toMatchObject(refused);
  await expect(end('completed')).rejects.toMatchObject(refused);
  await expect(runbooks().start({ id: have.run.run.id })).rejects.toMatchObject(refused);
});

test('an unplanned step stands after the one it was inserted behind and has a number of its own', async () => {
  const input = { runId: have.run.run.id, section: 'Deployment' as const, plannedMinutes: 5, ownerId: null };
  const inserted = await runbooks().insertStep({
    ...input,
    afterStepId: stepAt(1),
    title: 'Flush the cache',
  });
  const { steps } = await runbooks().get({ id: have.run.run.id });
  expect(steps.map((step) => step.title).slice(0, 4)).toEqual([
    'Announce',
    'Drain',
    'Flush the cache',
    'Deploy',
  ]);
  expect(new Set(steps.map((step) => step.number)).size).toBe(7);
  expect(inserted.dependsOn).toEqual([stepAt(1)]);
  await expect(
    runbooks().insertStep({ ...input, afterStepId: newId<StepId>(), title: 'Nowhere' }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('the war room hears of issues and closes only one of its own', async () => {
  const { warroom } = work.client();
  const runId = have.run.run.id;
  const issue = await warroom.log({ runId, kind: 'issue', text: 'Queue grows', ownerId: have.other.id });
  const closing = { runId, kind: 'issue closed' as const, text: 'Queue is empty' };
  await expect(warroom.log(closing)).rejects.toMatchObject(refused);
  await expect(warroom.log({ ...closing, aboutId: newId<NoteId>() })).rejects.toMatchObject(refused);
  await warroom.log({ ...closing, aboutId: issue.id });
  const { notes, people } = await warroom.view({ runId });
  expect(notes.map((note) => note.kind)).toEqual(['issue', 'issue closed']);
  expect(people.map((person) => person.name)).toContain('Ana Meier');
  await expect(warroom.view({ runId: newId<RunId>() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('each tick is told to the pages that watch the run, after it is on disk', async () => {
  const stream = await work.client().live.changes();
  expect(await stream.next()).toMatchObject({ value: { topics: [] } });
  await tick(0, 'start');
  const id = have.run.run.id;
  const next = async () => ((await stream.next()).value as { topics: string[] }).topics;
  // The steps are most of a run, and nobody reads them again for a tick.
  const ticked = await next();
  expect(ticked).toContain(`runs/${id}`);
  expect(ticked).not.toContain(`runs/${id}/steps`);
  await work.client().runbooks.assign({ stepId: have.run.steps[1]?.id as StepId, ownerId: have.operator.id });
  expect(await next()).toContain(`runs/${id}/steps`);
  await stream.return?.(undefined);
});
