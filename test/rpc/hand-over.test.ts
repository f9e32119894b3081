import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StepEventKind } from '#shared/contract/run-records.ts';
import type { StepId } from '#shared/domain/ids.ts';
import { roleHolders } from '#shared/domain/runs/room-roles.ts';
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
const refused = (words: string) => ({ code: 'REFUSED', data: { reason: expect.stringContaining(words) } });
const stepAt = (at: number) => have.run.steps[at]?.id as StepId;
const tick = (at: number, kind: StepEventKind) =>
  runbooks().tick({ stepId: stepAt(at), kind, comment: 'Why' });
const handOver = (more: { roles?: boolean; note?: string; back?: boolean } = {}) => {
  const { roles = false, note = '', back = false } = more;
  const [fromId, toId] = back ? [have.other.id, have.operator.id] : [have.operator.id, have.other.id];
  return runbooks().handOver({ id: have.run.run.id, fromId, toId, roles, note });
};
const entries = () =>
  work
    .app()
    .store()
    .db.rows<{ groupId: string; ops: string }>(
      'SELECT group_id AS groupId, ops_json AS ops FROM log_entry ORDER BY n',
    );

test('all open steps of a person go to another in one entry, started and failed ones too; what is done stays theirs', async () => {
  for (const at of [0, 1, 2, 3, 4])
    await runbooks().assign({ stepId: stepAt(at), ownerId: have.operator.id });
  await tick(0, 'start');
  await tick(0, 'finish');
  await tick(1, 'start');
  await tick(1, 'fail');
  const before = entries().length;
  const { steps, moments } = await handOver({ note: 'Rosa goes home' });
  expect(steps.map(({ ownerId }) => ownerId)).toEqual([
    have.operator.id,
    ...[1, 2, 3, 4].map(() => have.other.id),
    null,
  ]);
  expect(moments).toMatchObject([
    { kind: 'hand over', comment: 'Steps 2, 3, 4, 5: Rosa Ruiz to Ana Meier. Rosa goes home' },
  ]);
  const written = entries().slice(before);
  expect(written).toHaveLength(1);
  expect(JSON.parse(written[0]?.ops ?? '[]')).toHaveLength(5);
});

test('the roles of the room go along only when asked, and stand in the log by name', async () => {
  const runId = have.run.run.id;
  const { warroom } = work.client();
  await runbooks().assign({ stepId: stepAt(2), ownerId: have.operator.id });
  for (const role of ['commander', 'scribe'] as const)
    await warroom.log({ runId, kind: 'role', role, ownerId: have.operator.id, text: `${role}: Rosa Ruiz` });
  await handOver();
  const holders = async () =>
    roleHolders((await warroom.view({ runId })).notes).map(({ personId }) => personId);
  expect(await holders()).toEqual([have.operator.id, have.operator.id]);
  work.clock.advance(60_000);
  const { moments } = await handOver({ roles: true });
  expect(moments.at(-1)?.comment).toBe('Commander, scribe: Rosa Ruiz to Ana Meier.');
  expect(await holders()).toEqual([have.other.id, have.other.id]);
  expect((await warroom.view({ runId })).notes.at(-1)?.text).toBe('Scribe: Ana Meier, from Rosa Ruiz');
  expect((await handOver({ back: true })).steps[2]?.ownerId).toBe(have.operator.id);
});

test('nothing is handed over where there is nothing, to the same person, or after the end', async () => {
  const id = have.run.run.id;
  await expect(handOver()).rejects.toMatchObject(refused('Rosa Ruiz has no open step in this run.'));
  await expect(handOver({ roles: true })).rejects.toMatchObject(refused('and no role of the room'));
  const toThemselves = { fromId: have.operator.id, toId: have.operator.id, roles: false, note: '' };
  await expect(runbooks().handOver({ id, ...toThemselves })).rejects.toMatchObject(refused('already'));
  await runbooks().end({ id, outcome: 'failed', reason: 'Enough' });
  await expect(handOver()).rejects.toMatchObject(refused('has ended'));
});
