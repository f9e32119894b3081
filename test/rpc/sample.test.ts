import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY } from '#shared/domain/time.ts';
import { faultsOf } from '#test/support/soundness.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
beforeEach(async () => {
  work = openWorkspace();
  await work.create();
});
afterEach(() => work.remove());

async function load(changes: number): Promise<number> {
  for await (const step of await work.client().sample.load({ changes })) {
    if (step.kind === 'done') return step.changes;
  }
  throw new Error('the stream ended without its result');
}

test('the sample holds the company of the foundation: services, teams, releases behind and ahead, forty changes in every state', async () => {
  await load(40);
  const client = work.client();
  const { services } = await client.catalogue.list();
  expect(services).toHaveLength(12);
  expect(services.some((service) => service.dependsOn.length > 0)).toBe(true);
  expect((await client.people.list()).teams).toHaveLength(4);
  expect(await client.changes.count({})).toBe(40);
  for (const state of [
    'New',
    'Assess',
    'Authorize',
    'Scheduled',
    'Implement',
    'Review',
    'Closed',
    'Cancelled',
  ] as const) {
    expect(await client.changes.count({ states: [state] }), state).toBeGreaterThan(0);
  }
  const releases = await client.releases.list();
  expect(releases.filter((release) => release.outcome !== null).length).toBeGreaterThan(2);
  const today = await client.today.view();
  expect(today.next).not.toBeNull();
  expect(today.inFreeze.length).toBeGreaterThan(0);
  const environments = (await client.catalogue.list()).environments.map((one) => one.kind);
  expect(environments).toEqual([...new Set(environments)]);
  const templates = (await client.runbooks.templates()).map((one) => one.name);
  expect(templates).toEqual([...new Set(templates)]);
  const written = await client.changes.create({ title: 'The next number' });
  expect(written.ref).toBe('CHG-A41');
});

test('the calendar of the sample has a train, meetings, and conflicts that are on record', async () => {
  await load(40);
  const client = work.client();
  const now = work.clock.now();
  const range = await client.calendar.range({ from: now - 14 * DAY, until: now + 28 * DAY });
  expect(range.meetings).toHaveLength(6);
  expect(new Set(range.trains.map((mark) => mark.kind))).toEqual(new Set(['cut-off', 'demo', 'departure']));
  const [next] = await client.trains.departures({ from: now, until: now + 14 * DAY });
  expect(next).toMatchObject({ label: 'T7', releases: [{ name: 'Payments 4.8.0' }] });
  const records = await client.conflicts.records({});
  expect(records.map((one) => one.state).sort()).toEqual(['in force', 'in force', 'requested']);
  const open = await client.conflicts.list({ from: now - DAY, until: now + 28 * DAY });
  expect(open.filter((one) => one.standing === 'open').map((one) => [one.ref, one.kind])).toEqual([]);
  // The cut-off of the next departure has passed; everything aboard is authorised and stays.
  await work.reopen();
  expect(await work.client().changes.count({})).toBe(40);
  expect((await work.client().trains.departures({ from: now, until: now + 14 * DAY }))[0]).toEqual(next);
});

test('loading more changes shows them all at once, and the file is sound', async () => {
  expect(await load(2000)).toBe(2000);
  expect(await work.client().changes.count({})).toBe(2000);
  await work.close();
  expect(faultsOf(work.folder)).toEqual([]);
  await work.reopen();
});

test('a second load is refused instead of doubling the company', async () => {
  await load(40);
  await expect(load(40)).rejects.toMatchObject({ code: 'REFUSED' });
  expect(await work.client().changes.count({})).toBe(40);
});

test('leaving the load half-way leaves no generated change behind', async () => {
  const stream = await work.client().sample.load({ changes: 5000 });
  for await (const step of stream) {
    if (step.kind === 'progress' && step.progress.what === 'Writing changes' && step.progress.done > 100)
      break;
  }
  await expect.poll(() => work.app().store().hiddenGroups.size).toBe(0);
  expect(await work.client().changes.count({})).toBe(40);
});

test('every ticket of the sample stands where its approvals allow it to stand', async () => {
  await load(40);
  const client = work.client();
  const rows = await client.changes.page({ filter: {}, sort: [], offset: 0, limit: 500 });
  for (const { id, ref, state } of rows) {
    const { stages } = await client.approvals.of({ kind: 'change', id });
    const open = stages.filter((one) => one.stage.kind === 'approval' && one.state === 'open');
    if (state === 'Assess' || state === 'Authorize') expect(open.length, ref).toBeGreaterThan(0);
    else expect(open, ref).toEqual([]);
    const barred = stages.filter((one) => ['blocked', 'rejected', 'sent back'].includes(one.state));
    expect(
      barred.map((one) => one.sentence),
      ref,
    ).toEqual([]);
    expect(
      stages.flatMap((one) => one.decisions).filter((one) => one.stale),
      ref,
    ).toEqual([]);
  }
  const authorised = await client.changes.get({ key: 'CHG-A1' });
  expect(authorised.changeAuthority).toBe('B. Aalto in a meeting, recorded by R. Ruiz');
});

test('the live run of the sample starts, takes its tickets along, and the one scheduled beside it may be carried out too', async () => {
  await load(40);
  const client = work.client();
  const runs = await client.runbooks.runs();
  const live = runs.find((one) => one.kind === 'live' && one.startedAt === null);
  if (live === undefined) throw new Error('no live run waits');
  const begun = await client.runbooks.start({ id: live.id, reason: 'The night of the sample' });
  expect(begun.run.startedAt).not.toBeNull();
  const scheduled = await client.changes.page({
    filter: { states: ['Scheduled'] },
    sort: [],
    offset: 0,
    limit: 500,
  });
  expect(scheduled).toHaveLength(1);
  for (const { id } of scheduled) await client.changes.transition({ ids: [id], to: 'Implement' });
});

test('an operator of the name of a sample person is that person, with their roles and team, whatever the case', async () => {
  const client = work.client();
  const [operator] = (await client.people.list()).people;
  if (operator === undefined) throw new Error('nobody operates');
  await client.people.patch({
    id: operator.id,
    fields: { name: ' BEATRIX aalto ', phone: '+49 30 23125 999' },
  });
  await load(40);
  const { people, teams } = await client.people.list();
  expect(people).toHaveLength(14);
  const named = people.filter((one) => one.name.trim().toLowerCase() === 'beatrix aalto');
  expect(named).toMatchObject([{ id: operator.id, phone: '+49 30 23125 999' }]);
  expect(named[0]?.roles).toEqual(['release manager', 'approver', 'CAB member']);
  expect(teams.find((one) => one.id === named[0]?.teamId)?.name).toBe('Ledger');
  const range = await client.calendar.range({ from: work.clock.now(), until: work.clock.now() + 14 * DAY });
  const [meeting] = range.meetings;
  if (meeting === undefined) throw new Error('no meeting is called');
  expect((await client.cab.get({ key: meeting.ref })).meeting.chairId).toBe(operator.id);
});

test('last week the board met, with outcomes on scheduled tickets and minutes, and the next agenda holds what waits for it by risk', async () => {
  await load(40);
  const client = work.client();
  const now = work.clock.now();
  const { meetings } = await client.calendar.range({ from: now - 9 * DAY, until: now + 8 * DAY });
  const past = meetings.findLast((one) => one.startsAt < now - DAY);
  const next = meetings.find((one) => one.startsAt > now);
  if (!past || !next) throw new Error('no meeting behind or ahead');
  const held = await client.cab.get({ key: past.ref });
  expect(held.lines.map((one) => one.outcome)).toEqual([
    'approved with conditions',
    'approved',
    'approved',
    'approved',
  ]);
  expect(held.meeting.presentIds).toHaveLength(3);
  expect(held.meeting.record.split('\n').length).toBeGreaterThan(3);
  for (const { ref } of held.lines) {
    const { state, changeAuthority } = await client.changes.get({ key: ref });
    expect([state, changeAuthority]).toEqual(['Scheduled', expect.stringContaining(past.ref)]);
  }
  const agenda = await client.cab.get({ key: next.ref });
  expect(agenda.lines.map((one) => one.state)).toEqual(Array(4).fill('Authorize'));
  expect(agenda.lines.every((one) => one.outcome === null)).toBe(true);
  const before = agenda.lines.map((one) => one.ref);
  await client.cab.orderAgenda({ id: next.id });
  expect((await client.cab.get({ key: next.ref })).lines.map((one) => one.ref)).toEqual(before);
});

test('the catalogue of the sample has an approved standard change that a ticket can be started from, and two templates', async () => {
  await load(40);
  const client = work.client();
  const templates = await client.changeTemplates.list();
  expect(templates.map(({ standard, state }) => [standard, state])).toEqual([
    [true, 'approved'],
    [false, 'approved'],
    [false, 'approved'],
  ]);
  for (const { id } of templates)
    expect((await client.changeTemplates.use({ id, title: 'One more' })).leftOut).toBe(0);
});
