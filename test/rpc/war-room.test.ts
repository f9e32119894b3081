import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId, type RunId, type StepId } from '#shared/domain/ids.ts';
import { publicWall } from '#shared/domain/redaction.ts';
import { presenceAt } from '#shared/domain/runs/presence.ts';
import { bridgeOf, pinnedNotes } from '#shared/domain/runs/room-notes.ts';
import { roleHolders } from '#shared/domain/runs/room-roles.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import { refusedNaming } from '#test/support/answers.ts';
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
const wall = async (runId: RunId) => ({
  ...(await client().warroom.view({ runId })),
  steps: await client().runbooks.steps({ id: runId }),
});

test('the wall gets the run, what was said and who to call, and nobody who has no part in it', async () => {
  const { run } = given.run;
  const said = await client().warroom.log({ runId: run.id, text: 'Vendor hotline called' });
  const view = await client().warroom.view({ runId: run.id });
  expect(view).toMatchObject({ workspaceName: 'Northwind', zone: 'Europe/Berlin', run: { id: run.id } });
  expect(await client().runbooks.steps({ id: run.id })).toHaveLength(6);
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

test('the bridge is an address, the last one counts, and no browser on the network gets it', async () => {
  const runId = given.run.run.id;
  const bridge = (text: string) => client().warroom.log({ runId, kind: 'bridge', text });
  await expect(bridge('javascript:alert(1)')).rejects.toMatchObject(refusedNaming('https://'));
  await expect(bridge('https://me:secret@example.com/')).rejects.toMatchObject(refusedNaming('password'));
  await bridge('https://call.example.com/1');
  await bridge('https://call.example.com/2');
  const view = await wall(runId);
  expect(bridgeOf(view.notes)).toBe('https://call.example.com/2');
  expect(JSON.stringify(publicWall(view, true))).not.toContain('call.example.com');
});

test('a note is pinned once and taken off once, and the order of pinning stands', async () => {
  const runId = given.run.run.id;
  const say = (text: string) => client().warroom.log({ runId, text });
  const [first, second] = [await say('Vendor is on the call'), await say('Read-only until 03:00')];
  const pin = (kind: 'pinned' | 'unpinned', aboutId: typeof first.id | null) =>
    client().warroom.log({ runId, kind, aboutId, text: 'On the wall' });
  const texts = async () =>
    pinnedNotes((await client().warroom.view({ runId })).notes).map(({ text }) => text);
  await expect(pin('pinned', null)).rejects.toMatchObject(refusedNaming('Name the note'));
  await expect(pin('unpinned', first.id)).rejects.toMatchObject(refusedNaming('not pinned'));
  await pin('pinned', second.id);
  await pin('pinned', first.id);
  await expect(pin('pinned', first.id)).rejects.toMatchObject(refusedNaming('pinned already'));
  expect(await texts()).toEqual([second.text, first.text]);
  await pin('unpinned', second.id);
  expect(await texts()).toEqual([first.text]);
});

test('who is on duty or away around now is known to the room, and not to the network', async () => {
  const at = (ms: number) => ({ local: new Date(ms).toISOString().slice(0, 16), zone: 'UTC' });
  const now = workspace.clock.now();
  const absence = (from: number, until: number) =>
    client().people.addTime({
      personId: given.other.id,
      kind: 'absence',
      start: at(now + from),
      end: at(now + until),
      note: 'Leave',
    });
  await absence(-HOUR, HOUR);
  await absence(30 * DAY, 31 * DAY);
  const view = await wall(given.run.run.id);
  const times = view.people.find(({ id }) => id === given.other.id)?.times ?? [];
  expect(times).toHaveLength(1);
  expect(presenceAt(times, now)).toMatchObject({ kind: 'absence' });
  expect(publicWall(view, true).people.flatMap((one) => one.times)).toEqual([]);
});
