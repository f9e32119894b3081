import { afterEach, beforeEach, expect, test } from 'vitest';
import { write } from '#db/log.ts';
import { person } from '#db/schema/people.ts';
import type { ChangeTemplate } from '#shared/contract/change-templates.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let have: Stock;
beforeEach(async () => {
  work = openWorkspace();
  have = await stock(work);
});
afterEach(() => work.remove());

const changeTemplates = () => work.client().changeTemplates;
const as = (id: Stock['operator']['id']) => work.client().people.setOperator({ id });
const restart = () => ({
  name: 'Restart checkout',
  about: 'When its memory grows',
  standard: true,
  fields: {
    title: 'Restart checkout in production',
    description: 'One node after the other.',
    serviceIds: [have.serviceId],
    deploymentSteps: [{ title: 'Restart each node', minutes: 10 }],
  },
});
const stateOf = async (id: ChangeTemplate['id']) =>
  (await changeTemplates().list()).find((one) => one.id === id)?.state;

test('a standard change is proposed by one person and approved by another, and its tickets are pre-authorised from then on', async () => {
  const entry = await changeTemplates().add(restart());
  expect(entry).toMatchObject({ state: 'proposed', proposedBy: have.operator.id });
  const { change } = await changeTemplates().use({ id: entry.id });
  expect(change).toMatchObject({
    type: 'standard',
    title: 'Restart checkout in production',
    templateId: entry.id,
    draftedFrom: 'catalogue entry Restart checkout',
    requesterId: have.operator.id,
  });
  const schedule = () => work.client().changes.transition({ ids: [change.id], to: 'Scheduled' });
  await expect(schedule()).rejects.toMatchObject({
    code: 'REFUSED',
    data: { reason: expect.stringContaining('“Restart checkout”, which is only proposed') },
  });
  const approve = () => changeTemplates().decide({ id: entry.id, to: 'approved', note: 'Done often' });
  await expect(approve()).rejects.toMatchObject({
    data: { reason: expect.stringContaining('proposed by the same person') },
  });
  await as(have.other.id);
  expect(await approve()).toMatchObject({
    state: 'approved',
    decidedBy: have.other.id,
    decisionNote: 'Done often',
  });
  expect(await schedule()).toMatchObject([{ state: 'Scheduled' }]);
});

test('a ticket of a retired entry is refused, and no new one starts from it', async () => {
  const entry = await changeTemplates().add(restart());
  await as(have.other.id);
  await changeTemplates().decide({ id: entry.id, to: 'approved', note: '' });
  const { change } = await changeTemplates().use({ id: entry.id, title: 'Restart it once more' });
  expect(change.title).toBe('Restart it once more');
  await expect(changeTemplates().decide({ id: entry.id, to: 'retired', note: ' ' })).rejects.toMatchObject({
    data: { reason: expect.stringContaining('needs a note') },
  });
  await changeTemplates().decide({ id: entry.id, to: 'retired', note: 'It restarts by itself now' });
  await expect(work.client().changes.transition({ ids: [change.id], to: 'Scheduled' })).rejects.toMatchObject(
    { data: { reason: expect.stringContaining('which is retired') } },
  );
  await expect(changeTemplates().use({ id: entry.id })).rejects.toMatchObject({
    data: { reason: expect.stringContaining('is retired') },
  });
});

test('the workspace may let a person approve their own proposal', async () => {
  const entry = await changeTemplates().add(restart());
  const { policies } = await work.client().changePolicies.get();
  await work.client().changePolicies.set({
    policies: { approvalRules: { ...policies.approvalRules, selfApproval: true } },
    reason: 'One person works here',
  });
  await changeTemplates().decide({ id: entry.id, to: 'approved', note: '' });
  expect(await stateOf(entry.id)).toBe('approved');
});

test('what an approved entry gives cannot be changed under its approval, neither by an edit nor by undoing one', async () => {
  const entry = await changeTemplates().add(restart());
  await changeTemplates().patch({ id: entry.id, fields: { ...entry.fields, description: 'All at once.' } });
  const { entries } = await work.client().timeline.page({ limit: 1 });
  await as(have.other.id);
  await changeTemplates().decide({ id: entry.id, to: 'approved', note: '' });
  const [edit] = entries;
  if (!edit) throw new Error('The edit is in the log');
  await expect(work.client().timeline.undo({ device: edit.device, seq: edit.seq })).rejects.toMatchObject({
    data: { reason: expect.stringContaining('approved since') },
  });
  await changeTemplates().patch({ id: entry.id, name: 'Restart the checkout', about: 'Weekly' });
  expect(await stateOf(entry.id)).toBe('approved');
  const edited = await changeTemplates().patch({ id: entry.id, fields: { description: 'Other words' } });
  expect(edited).toMatchObject({ state: 'proposed', proposedBy: have.other.id, decidedBy: null });
  expect(edited.fields.type).toBe('standard');
});

test('an approved entry is retired, not removed; a plain template goes at once', async () => {
  const entry = await changeTemplates().add(restart());
  await as(have.other.id);
  await changeTemplates().decide({ id: entry.id, to: 'approved', note: '' });
  await expect(changeTemplates().remove({ id: entry.id })).rejects.toMatchObject({
    data: { reason: expect.stringContaining('Retire it instead') },
  });
  const plain = await changeTemplates().add({ ...restart(), standard: false });
  expect(plain).toMatchObject({ state: 'approved', proposedBy: null });
  await expect(changeTemplates().decide({ id: plain.id, to: 'retired', note: 'x' })).rejects.toMatchObject({
    code: 'REFUSED',
  });
  await changeTemplates().remove({ id: plain.id });
  expect((await changeTemplates().list()).map((one) => one.id)).toEqual([entry.id]);
});

test('only the catalogue gives standard changes: a plain template asks for the votes of a normal one', async () => {
  const plain = await changeTemplates().add({ ...restart(), standard: false, fields: { type: 'standard' } });
  const { change } = await changeTemplates().use({ id: plain.id });
  expect(change).toMatchObject({ type: 'normal', title: 'Restart checkout' });
});

test('a template made from a ticket, and a copy of it, take its words but nothing that happened to it', async () => {
  const [first] = have.changes;
  if (!first) throw new Error('There are changes');
  const gone = await work.client().people.add({ name: 'Gone Soon', roles: [] });
  await work.client().changes.patch({
    id: first.id,
    fields: {
      workItems: ['SHOP-1'],
      evidence: 'Ran on 4.2.0',
      assigneeId: have.other.id,
      validatorId: gone.id,
      plannedStart: { local: '2027-03-01T22:00', zone: 'Europe/Berlin' },
    },
  });
  write(work.app().store(), { actor: have.operator.id }, 'Left the company', (tx) =>
    tx.remove(person, gone.id),
  );
  const template = await changeTemplates().makeFrom({
    changeId: first.id,
    name: 'Rotate a key',
    about: '',
    standard: false,
  });
  expect(template.fields).toMatchObject({ title: first.title, deploymentSteps: first.deploymentSteps });
  const copy = await changeTemplates().copyChange({ id: first.id });
  expect(copy.leftOut).toBe(1);
  expect(copy.change).toMatchObject({
    title: first.title,
    description: first.description,
    serviceIds: first.serviceIds,
    backOutSteps: first.backOutSteps,
    draftedFrom: first.ref,
    state: 'New',
    releaseId: null,
    plannedStart: null,
    workItems: [],
    evidence: '',
    assigneeId: have.other.id,
    validatorId: null,
  });
  const used = await changeTemplates().use({ id: template.id });
  expect(used.change).toMatchObject({ title: first.title, assigneeId: null, workItems: [], releaseId: null });
});
