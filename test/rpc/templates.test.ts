import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EditedStep, Template } from '#shared/contract/templates.ts';
import { newId } from '#shared/domain/ids.ts';
import { editedOf, newStep } from '#shared/domain/runbooks/template-edits.ts';
import { newestEntry, refusedNaming } from '#test/support/answers.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let have: Stock;
beforeEach(async () => {
  work = openWorkspace();
  have = await stock(work);
});
afterEach(() => work.remove());
const templates = () => work.client().templates;

async function testRunbook(): Promise<Template> {
  const found = (await work.client().runbooks.templates()).find(({ name }) => name === 'Test runbook');
  if (!found) throw new Error('no runbook');
  return found;
}
const edited = ({ id, name, about, steps }: Template) => ({ id, name, about, steps });
const step = (title: string, dependsOn: EditedStep['dependsOn'] = []): EditedStep => ({
  ...newStep(newId(), 'Deployment'),
  title,
  dependsOn,
});

test('a runbook is written, published, and only then copied into a run', async () => {
  const first = step('Drain');
  const made = await templates().save({
    id: null,
    name: 'Failover',
    about: 'To the other site.',
    steps: [first, step('Switch', [first.id])],
  });
  expect(made).toMatchObject({ version: 0, steps: [{ title: 'Drain' }, { title: 'Switch' }] });
  const attach = () =>
    work.client().runbooks.attach({ releaseId: have.release.id, templateId: made.id, kind: 'rehearsal' });
  await expect(attach()).rejects.toMatchObject(refusedNaming('never published'));
  expect(await templates().publish({ id: made.id, summary: 'First' })).toMatchObject({ version: 1 });
  const run = await attach();
  expect(run.run.templateVersion).toBe(1);
  expect(run.steps.map(({ title }) => title)).toEqual(['Drain', 'Switch']);
});

test('runs copy what was published, not what is being edited, and each version stays as it was', async () => {
  const now = await testRunbook();
  const [, second, ...rest] = now.steps;
  if (!second) throw new Error('no second step');
  await templates().save({
    ...edited(now),
    reason: 'Drain first',
    steps: [
      { ...second, title: 'Drain all nodes', dependsOn: [] },
      ...rest.map((one, i) => ({
        ...one,
        dependsOn: [i === 0 ? second.id : (rest[i - 1]?.id ?? second.id)],
      })),
    ],
  });
  const attach = () =>
    work.client().runbooks.attach({ releaseId: have.release.id, templateId: now.id, kind: 'rehearsal' });
  expect((await attach()).steps.map(({ title }) => title)).toEqual(now.steps.map(({ title }) => title));
  await templates().publish({ id: now.id, summary: 'Announced by the portal now' });
  const run = await attach();
  expect(run.run.templateVersion).toBe(2);
  expect(run.steps[0]?.title).toBe('Drain all nodes');
  const versions = await templates().versions({ id: now.id });
  expect(versions.map(({ version, summary }) => [version, summary])).toEqual([
    [2, 'Announced by the portal now'],
    [1, ''],
  ]);
  expect(versions[1]?.body.steps.map(({ title }) => title)).toEqual(now.steps.map(({ title }) => title));
  await expect(templates().publish({ id: now.id, summary: 'Again' })).rejects.toMatchObject(
    refusedNaming('Nothing differs from version 2'),
  );
});

test('only what differs is written, and undo gives it back', async () => {
  const now = await testRunbook();
  const client = work.client();
  const [first, ...rest] = now.steps;
  if (!first) throw new Error('no step');
  await templates().save({ ...edited(now), steps: [{ ...first, plannedMinutes: 25 }, ...rest] });
  const entry = await newestEntry(client);
  await client.timeline.undo({ device: entry.device, seq: entry.seq });
  expect((await testRunbook()).steps[0]?.plannedMinutes).toBe(first.plannedMinutes);
  expect((await testRunbook()).steps.map(({ position }) => position)).toEqual(
    now.steps.map(({ position }) => position),
  );
});

test('a circle is refused with its path, and nothing of it is kept', async () => {
  const now = await testRunbook();
  const third = now.steps[2];
  const steps = now.steps.map((one, i) => (i === 0 && third ? { ...one, dependsOn: [third.id] } : one));
  await expect(templates().save({ ...edited(now), steps })).rejects.toMatchObject(
    refusedNaming('circle', '1 waits for 3 waits for 2 waits for 1'),
  );
  expect(await testRunbook()).toEqual(now);
  await expect(
    templates().save({ id: null, name: 'X', about: '', steps: [step('A', [newId()])] }),
  ).rejects.toMatchObject(refusedNaming('not in this runbook'));
  await expect(
    templates().save({ id: null, name: 'X', about: '', steps: now.steps.slice(0, 1) }),
  ).rejects.toMatchObject(refusedNaming('exists already'));
});

test('edits that are undone out of turn close no circle: the undo is refused with the path', async () => {
  const client = work.client();
  const [drain, switchOver] = [step('Drain'), step('Switch')];
  const made = await templates().save({
    id: null,
    name: 'Failover',
    about: '',
    steps: [drain, { ...switchOver, dependsOn: [drain.id] }],
  });
  const put = async (of: EditedStep['dependsOn'], then: EditedStep['dependsOn']) => {
    await templates().save({
      ...edited(made),
      steps: [
        { ...drain, dependsOn: of },
        { ...switchOver, dependsOn: then },
      ],
    });
    return newestEntry(client);
  };
  const loosened = await put([], []);
  const turned = await put([switchOver.id], []);
  const undo = ({ device, seq }: typeof loosened) => client.timeline.undo({ device, seq });
  await expect(undo(loosened)).rejects.toMatchObject(refusedNaming('circle', '1 waits for 2 waits for 1'));
  const dependencies = async () =>
    (await client.runbooks.templates()).find(({ id }) => id === made.id)?.steps.map((one) => one.dependsOn);
  expect(await dependencies()).toEqual([[switchOver.id], []]);
  // In turn they go back.
  await undo(turned);
  await undo(loosened);
  expect(await dependencies()).toEqual([[], [drain.id]]);
});

test('a retired runbook leaves the list with its reason, its versions stay', async () => {
  const now = await testRunbook();
  await expect(templates().retire({ id: now.id, reason: ' ' })).rejects.toMatchObject(refusedNaming('why'));
  await templates().retire({ id: now.id, reason: 'Replaced' });
  expect((await work.client().runbooks.templates()).map(({ id }) => id)).not.toContain(now.id);
  expect((await work.client().runbooks.get({ id: have.run.run.id })).run.templateId).toBe(now.id);
});

test('two who edit a runbook from the same state lose nothing of each other', async () => {
  const now = await testRunbook();
  const base = editedOf(now);
  const [first, second] = base.steps;
  if (!first || !second) throw new Error('no second step');
  const save = (steps: EditedStep[]) => templates().save({ id: now.id, ...base, base, steps });
  await save(base.steps.with(0, { ...first, title: 'Theirs' }));
  const merged = await save(base.steps.with(1, { ...second, plannedMinutes: 77 }));
  expect(merged.steps.slice(0, 2)).toMatchObject([{ title: 'Theirs' }, { plannedMinutes: 77 }]);
  expect(editedOf(await testRunbook())).toEqual(editedOf(merged));

  const loose = editedOf(
    await templates().save({
      id: now.id,
      ...editedOf(merged),
      steps: merged.steps.map((one) => ({ ...one, dependsOn: [] })),
    }),
  );
  const waits = (at: number, on: EditedStep) =>
    templates().save({
      id: now.id,
      ...loose,
      base: loose,
      steps: loose.steps.map((one, i) => (i === at ? { ...one, dependsOn: [on.id] } : one)),
    });
  await waits(0, second);
  await expect(waits(1, first)).rejects.toMatchObject(refusedNaming('in a circle'));
});
