import { afterEach, beforeEach, expect, test } from 'vitest';
import { newestEntry } from '#test/support/answers.ts';
import { bringTo } from '#test/support/planning.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let all: Stock;
beforeEach(async () => {
  work = openWorkspace();
  all = await stock(work);
});
afterEach(() => work.remove());

const client = () => work.client();
const REFUSED = { code: 'REFUSED' };

/** Books the stock's release on Tuesday night and brings it to Scheduled. */
async function schedule() {
  await book('2027-02-02T22:00');
  const booked = await newestEntry(client());
  for (const one of all.changes) await bringTo(client(), one, 'Scheduled');
  await client().releases.transition({ id: all.release.id, to: 'Awaiting approval' });
  await client().releases.transition({ id: all.release.id, to: 'Scheduled' });
  return booked;
}
const book = (local: string) =>
  client().releases.book({
    id: all.release.id,
    windowId: all.windowId,
    start: { local, zone: 'Europe/Berlin' },
    minutes: 60,
  });

test('undoing a booking does not take the slot from a scheduled release, and the button is not offered', async () => {
  const booked = await schedule();
  await expect(client().timeline.undo(booked)).rejects.toMatchObject(REFUSED);
  const { entries } = await client().timeline.page({ limit: 50 });
  expect(entries.find((entry) => entry.seq === booked.seq)?.undoable).toBe(false);
  await expect(client().releases.unbook({ id: all.release.id })).rejects.toMatchObject(REFUSED);
  expect((await client().releases.get({ key: all.release.id })).slot).not.toBeNull();
});

test('a release in its deployment keeps its booking', async () => {
  await schedule();
  const [template] = await client().runbooks.templates();
  if (!template) throw new Error('no template');
  const { run } = await client().runbooks.attach({
    releaseId: all.release.id,
    templateId: template.id,
    kind: 'live',
  });
  await client().runbooks.start({ id: run.id });
  await expect(client().releases.unbook({ id: all.release.id })).rejects.toMatchObject(REFUSED);
});

test('undoing that a booking was given back makes no second booking', async () => {
  await book('2027-02-02T22:00');
  await client().releases.unbook({ id: all.release.id });
  const givenBack = await newestEntry(client());
  await book('2027-02-09T22:00');
  await expect(client().timeline.undo(givenBack)).rejects.toMatchObject(REFUSED);
  const { bookings } = await client().calendar.range({ from: 1_800_000_000_000, until: 1_805_000_000_000 });
  expect(bookings.filter((one) => one.kind === 'release')).toHaveLength(1);
});

test('a booking can still be undone while the release is planned, with the run that took its window', async () => {
  const { run } = await client().runbooks.attach({
    releaseId: all.release.id,
    templateId: (await client().runbooks.templates())[0]?.id as never,
    kind: 'live',
  });
  await book('2027-02-02T22:00');
  await client().timeline.undo(await newestEntry(client()));
  expect((await client().releases.get({ key: all.release.id })).slot).toBeNull();
  expect((await client().runbooks.get({ id: run.id })).run.windowEndsAt).toBeNull();
});

test('an undo does not change a material field of a ticket that has been authorised', async () => {
  const [one] = all.changes;
  if (!one) throw new Error('no change');
  await client().changes.patch({ id: one.id, fields: { description: 'What the CAB reads.' } });
  const edited = await newestEntry(client());
  await client().changes.transition({ ids: [one.id], to: 'Assess' });
  await expect(client().timeline.undo(edited)).rejects.toMatchObject(REFUSED);
  expect((await client().changes.get({ key: one.id })).description).toBe('What the CAB reads.');
});

test('an undo does not take a change out of its release while it is carried out, nor puts one in', async () => {
  const extra = await client().changes.create({ title: 'Boards late', description: 'Enough.' });
  await client().changes.patch({ id: extra.id, fields: { releaseId: all.release.id } });
  const boarded = await newestEntry(client());
  await client().changes.remove({ id: extra.id, reason: 'Not now' });
  const removed = await newestEntry(client());
  await schedule();
  const [template] = await client().runbooks.templates();
  if (!template) throw new Error('no template');
  const { run } = await client().runbooks.attach({
    releaseId: all.release.id,
    templateId: template.id,
    kind: 'live',
  });
  await client().runbooks.start({ id: run.id });
  await expect(client().timeline.undo(removed)).rejects.toMatchObject(REFUSED);
  await expect(client().timeline.undo(boarded)).rejects.toMatchObject(REFUSED);
});

test('what others refer to is not undone away: release, person, service, step', async () => {
  const release = await client().releases.create({ name: 'Cart' });
  const planned = await newestEntry(client());
  const person = await client().people.add({ name: 'Lee' });
  const added = await newestEntry(client());
  const service = await client().catalogue.addService({ name: 'Cart' });
  const catalogued = await newestEntry(client());
  await client().changes.create({
    title: 'One',
    releaseId: release.id,
    assigneeId: person.id,
    serviceIds: [service.id],
  });
  for (const entry of [planned, added, catalogued]) {
    await expect(client().timeline.undo(entry)).rejects.toMatchObject(REFUSED);
  }
  const put = { runId: all.run.run.id, section: 'Deployment', plannedMinutes: 5, ownerId: null } as const;
  const first = await client().runbooks.insertStep({ ...put, afterStepId: null, title: 'First' });
  const inserted = await newestEntry(client());
  const second = await client().runbooks.insertStep({ ...put, afterStepId: first.id, title: 'Second' });
  await expect(client().timeline.undo(inserted)).rejects.toMatchObject(REFUSED);
  await client().timeline.undo(await newestEntry(client()));
  await client().timeline.undo(inserted);
  const { steps } = await client().runbooks.get({ id: all.run.run.id });
  expect(steps.some((step) => step.id === first.id || step.id === second.id)).toBe(false);
});

test('a step that something was recorded on stays in its run', async () => {
  const step = await client().runbooks.insertStep({
    runId: all.run.run.id,
    afterStepId: null,
    title: 'Unplanned',
    section: 'Deployment',
    plannedMinutes: 5,
    ownerId: null,
  });
  const inserted = await newestEntry(client());
  await client().runbooks.tick({ stepId: step.id, kind: 'finish' });
  await expect(client().timeline.undo(inserted)).rejects.toMatchObject(REFUSED);
});
