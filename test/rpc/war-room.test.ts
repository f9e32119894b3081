import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId, type StepId } from '#shared/domain/ids.ts';
import { roleHolders } from '#shared/domain/room-roles.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let workspace: TestWorkspace;
let given: Stock;
beforeEach(async () => {
  workspace = openWorkspace();
  given = await stock(workspace);
});
afterEach(() => workspace.remove());
const client = () => workspace.client();

test('the wall gets the run, what was said and who to call, and nobody who has no part in it', async () => {
  const { run } = given.run;
  const said = await client().warroom.log({ runId: run.id, text: 'Vendor hotline called' });
  const view = await client().warroom.view({ runId: run.id });
  expect(view).toMatchObject({ workspaceName: 'Northwind', zone: 'Europe/Berlin', run: { id: run.id } });
  expect(view.steps).toHaveLength(6);
  expect(view.notes).toEqual([said]);
  expect(said).toMatchObject({ kind: 'note', actorId: given.operator.id });
});

test('an issue is closed once, and only by naming it', async () => {
  const runId = given.run.run.id;
  const issue = await client().warroom.log({
    runId,
    kind: 'issue',
    text: 'Replica lags',
    ownerId: given.other.id,
  });
  const close = (aboutId: typeof issue.id | null) =>
    client().warroom.log({ runId, kind: 'issue closed', text: 'Caught up', aboutId });
  await expect(close(null)).rejects.toMatchObject({ defined: true });
  expect((await close(issue.id)).aboutId).toBe(issue.id);
  await expect(close(issue.id)).rejects.toMatchObject({ defined: true });
});

test('a note on a step keeps the step, and one of another run is refused', async () => {
  const { run, steps } = given.run;
  const second = steps[1]?.id ?? null;
  const said = await client().warroom.log({ runId: run.id, text: 'Queue is empty', stepId: second });
  expect(said).toMatchObject({ stepId: second, text: 'Queue is empty' });
  expect((await client().warroom.view({ runId: run.id })).notes).toEqual([said]);
  const [template] = await client().runbooks.templates();
  if (!template) throw new Error('no runbook');
  const other = await client().runbooks.attach({
    releaseId: given.release.id,
    templateId: template.id,
    kind: 'rehearsal',
  });
  await expect(
    client().warroom.log({ runId: other.run.id, text: 'Elsewhere', stepId: second }),
  ).rejects.toMatchObject({ code: 'REFUSED', data: { reason: expect.stringContaining('another run') } });
  await expect(
    client().warroom.log({ runId: run.id, text: 'Nowhere', stepId: newId<StepId>() }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const [entry] = (await client().timeline.page({ about: { entity: 'run', id: run.id }, limit: 1 })).entries;
  const label = entry?.ops[0]?.label;
  expect(label).toMatch(/^step 2 .*: Queue is empty$/);
});

test('a role is held by the last it was handed to, and a hand-over names both', async () => {
  const runId = given.run.run.id;
  const hand = (more: object) => client().warroom.log({ runId, kind: 'role', text: 'Commander', ...more });
  await expect(hand({ role: 'commander' })).rejects.toMatchObject({ code: 'REFUSED' });
  await expect(hand({ ownerId: given.other.id })).rejects.toMatchObject({ code: 'REFUSED' });
  await expect(client().warroom.log({ runId, text: 'Just a note', role: 'scribe' })).rejects.toMatchObject({
    code: 'REFUSED',
  });
  await hand({ role: 'commander', ownerId: given.operator.id });
  await hand({ role: 'scribe', ownerId: given.operator.id });
  await hand({ role: 'commander', ownerId: given.other.id });
  const { notes } = await client().warroom.view({ runId });
  expect(roleHolders(notes).map(({ role, personId }) => [role, personId])).toEqual([
    ['commander', given.other.id],
    ['scribe', given.operator.id],
  ]);
});

test('a note about the future is refused: it would be shown as said before it was', async () => {
  const occurredAt = workspace.clock.now() + 3_600_000;
  await expect(
    client().warroom.log({ runId: given.run.run.id, text: 'Later', occurredAt }),
  ).rejects.toMatchObject({ defined: true });
});

test('a release whose run is under way is not closed, and no step is ticked once its run has ended', async () => {
  const { run, steps } = given.run;
  const close = () =>
    client().releases.close({ id: given.release.id, outcome: 'successful', note: 'Nothing.' });
  await expect(close()).rejects.toMatchObject({ defined: true });
  const ended = await client().runbooks.end({ id: run.id, outcome: 'suspended', reason: 'Enough seen' });
  expect(ended.run).toMatchObject({ outcome: 'suspended', endedAt: expect.any(Number) });
  const [first] = steps;
  if (first === undefined) throw new Error('The run has no step');
  await expect(client().runbooks.tick({ stepId: first.id, kind: 'start' })).rejects.toMatchObject({
    defined: true,
  });
});
