import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { write } from '#db/log.ts';
import { step } from '#db/schema/runbooks.ts';
import type { RunView } from '#shared/contract/runbooks.ts';
import type { StepId } from '#shared/domain/ids.ts';
import { planChange, at as planned } from '#test/support/planning.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let have: Stock;
let view: RunView;
beforeEach(async () => {
  work = openWorkspace();
  have = await stock(work);
  view = await liveRun();
});
afterEach(() => work.remove());

const client = () => work.client();
const planning = () => work.client().planning;
const refused = (words: string) => ({ code: 'REFUSED', data: { reason: expect.stringContaining(words) } });
const idAt = (at: number) => view.steps[at]?.id as StepId;

/** A live run of six steps of ten minutes, planned for Tuesday 2 February 2027, 22:00. */
async function liveRun(): Promise<RunView> {
  await client().releases.book({
    id: have.release.id,
    windowId: have.windowId,
    start: planned('02T22:00'),
    minutes: 120,
  });
  const template = (await client().runbooks.templates()).find(({ name }) => name === 'Test runbook');
  if (!template) throw new Error('no template');
  return client().runbooks.attach({ releaseId: have.release.id, templateId: template.id, kind: 'live' });
}

describe('owners', () => {
  test('steps without an owner are named by role with who has it, and given out in one entry', async () => {
    const ops = await client().people.add({ name: 'Olu Ade', roles: ['operations'] });
    expect(await planning().get({ id: view.run.id })).toMatchObject({
      roles: [{ role: 'operations', numbers: [1, 2, 3, 4, 5, 6], candidates: [ops.id] }],
      unowned: [],
    });
    await client().runbooks.assign({ stepId: idAt(1), ownerId: have.other.id });
    const given = await planning().assignRoles({
      id: view.run.id,
      owners: [{ role: 'operations', personId: ops.id }],
    });
    expect(given.steps.map(({ ownerId }) => ownerId)).toEqual(
      [ops, have.other, ops, ops, ops, ops].map(({ id }) => id),
    );
    expect(await planning().get({ id: view.run.id })).toMatchObject({ roles: [], unowned: [] });
    await expect(
      planning().assignRoles({ id: view.run.id, owners: [{ role: 'operations', personId: ops.id }] }),
    ).rejects.toMatchObject(refused('No step without an owner'));
  });
});

describe('booked twice', () => {
  test('by two steps at one time, by another run, and by a change; not by a change of the release itself', async () => {
    write(work.app().store(), { actor: have.operator.id }, 'Parallel', (tx) => {
      tx.patch(step, idAt(2), { dependsOn: [idAt(0)] });
    });
    for (const at of [1, 2]) await client().runbooks.assign({ stepId: idAt(at), ownerId: have.other.id });
    const own = await planning().get({ id: view.run.id });
    const from = Date.UTC(2027, 1, 2, 21, 10);
    expect(own.doubleBookings).toMatchObject([
      {
        name: 'Ana Meier',
        first: { what: 'step 2 Drain' },
        second: { what: 'step 3 Deploy' },
        startsAt: from,
        endsAt: from + 10 * 60_000,
      },
    ]);
    await client().runbooks.assign({ stepId: idAt(2), ownerId: null });
    const change = await planChange(client(), [have.serviceId], '02T22:15', '02T23:00', {
      validatorId: have.other.id,
    });
    expect((await planning().get({ id: view.run.id })).doubleBookings).toMatchObject([
      {
        first: { what: 'step 2 Drain' },
        second: { what: `${change.ref} ${change.title}` },
        endsAt: from + 10 * 60_000,
      },
    ]);
    await client().changes.patch({ id: change.id, fields: { releaseId: have.release.id } });
    expect((await planning().get({ id: view.run.id })).doubleBookings).toEqual([]);
    const other = await liveRun();
    await client().runbooks.assign({ stepId: other.steps[1]?.id as StepId, ownerId: have.other.id });
    expect((await planning().get({ id: view.run.id })).doubleBookings).toMatchObject([
      { second: { what: 'Test runbook, step 2 Drain' } },
    ]);
  });
});
