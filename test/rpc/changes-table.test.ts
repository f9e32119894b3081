import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TableColumn } from '#shared/contract/change-table.ts';
import type { ChangeFilter, ChangeRow, GroupBy } from '#shared/contract/changes.ts';
import type { ChangeId, PersonId, ReleaseId } from '#shared/domain/ids.ts';
import { newId } from '#shared/domain/ids.ts';
import { lastOf, MONDAY, openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
beforeEach(async () => {
  work = openWorkspace();
  await work.create();
});
afterEach(() => work.remove());

const changeTable = () => work.client().changeTable;
const changes = () => work.client().changes;
const all = (filter: ChangeFilter = {}, more?: 'requesterId'[]) =>
  changes().page({
    filter,
    sort: [{ by: 'ref', descending: false }],
    offset: 0,
    limit: 500,
    ...(more ? { more } : {}),
  });

async function person(name: string): Promise<PersonId> {
  return (await work.client().people.add({ name })).id;
}

/** So many tickets in New, with nothing but a title. */
async function tickets(n: number): Promise<ChangeId[]> {
  const ids: ChangeId[] = [];
  for (let at = 1; at <= n; at += 1) ids.push((await changes().create({ title: `Ticket ${at}` })).id);
  return ids;
}

async function exported(filter: ChangeFilter, columns: TableColumn[]) {
  let text = '';
  for await (const event of await changeTable().exportCsv({
    filter,
    sort: [{ by: 'ref', descending: false }],
    columns,
  })) {
    if (event.kind === 'piece') text += event.text;
    if (event.kind === 'done') return { text, ...event };
  }
  throw new Error('The export did not end');
}

test('a bulk edit is one entry that Undo takes back whole, also for hundreds of tickets', async () => {
  const ana = await person('Ana Meier');
  const ids = await tickets(120);
  const before = (await work.client().timeline.page({ limit: 1 })).entries[0];
  const done = await changeTable().bulk({ ids, edit: { kind: 'assign', assigneeId: ana }, check: false });
  expect(done).toMatchObject({ refused: [], changed: ids });
  const [entry] = (await work.client().timeline.page({ limit: 1 })).entries;
  expect(entry).toMatchObject({ ...done.entry, reason: 'Assigned to Ana Meier', undoable: true });
  expect(entry?.seq).toBe((before?.seq ?? 0) + 1);
  expect((await all()).every((row) => row.assigneeId === ana)).toBe(true);
  if (!done.entry) throw new Error('The entry is missing');
  await work.client().timeline.undo(done.entry);
  expect((await all()).every((row) => row.assigneeId === null)).toBe(true);
});

test('when one ticket refuses, none is written, and each refusal stands there with its reference and sentence', async () => {
  const ids = await tickets(3);
  const [first, second] = ids as [ChangeId, ChangeId];
  await changes().patch({ id: second, fields: { description: 'What changes.' } });
  await changes().transition({ ids: [second], to: 'Assess' });
  const start = { local: '2027-03-02T22:00', zone: 'Europe/Berlin' };
  const edit = { kind: 'reschedule', start } as const;
  const answer = await changeTable().bulk({ ids: [...ids, newId<ChangeId>()], edit, check: false });
  const ref = (await changes().get({ key: second })).ref;
  expect(answer).toMatchObject({ changed: [], entry: null });
  expect(answer.refused).toEqual([
    { id: second, ref, why: `${ref} is in Assess: its planned start can change only by an amendment.` },
    { id: expect.any(String), ref: '', why: expect.stringContaining('not') },
  ]);
  expect((await changes().get({ key: first })).plannedStart).toBeNull();
  // Without them it goes through, and looking first writes nothing.
  const rest = ids.filter((id) => id !== second);
  expect(await changeTable().bulk({ ids: rest, edit, check: true })).toMatchObject({
    changed: rest,
    entry: null,
  });
  expect((await changes().get({ key: first })).plannedStart).toBeNull();
  await changeTable().bulk({ ids: rest, edit, check: false });
  expect((await changes().get({ key: first })).plannedStart).toMatchObject(start);
});

test('moved by days each keeps its time of day and length, also over the change to summer time', async () => {
  const zone = 'Europe/Berlin';
  const { id } = await changes().create({
    title: 'Over the change of clocks',
    plannedStart: { local: '2027-03-26T22:00', zone },
    plannedEnd: { local: '2027-03-26T23:30', zone },
  });
  await changeTable().bulk({ ids: [id], edit: { kind: 'shift', days: 3 }, check: false });
  const after = await changes().get({ key: id });
  expect(after.plannedStart).toMatchObject({ local: '2027-03-29T22:00', at: Date.UTC(2027, 2, 29, 20) });
  expect(after.plannedEnd).toMatchObject({ local: '2027-03-29T23:30' });
  const [unplanned] = await tickets(1);
  const answer = await changeTable().bulk({
    ids: [unplanned as ChangeId],
    edit: { kind: 'shift', days: 3 },
    check: false,
  });
  expect(answer.refused[0]?.why).toMatch(/no planned time/);
});

test('a release or person that is not there is refused before anything is looked at', async () => {
  const ids = await tickets(1);
  await expect(
    changeTable().bulk({ ids, edit: { kind: 'release', releaseId: newId<ReleaseId>() }, check: false }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const release = await work.client().releases.create({ name: 'Ledger', version: '7.3.0' });
  await changeTable().bulk({ ids, edit: { kind: 'release', releaseId: release.id }, check: false });
  expect((await all({ releaseId: release.id })).map((row) => row.id)).toEqual(ids);
});

test('groups hold as many as counting by hand finds, under every filter, and each group shows just its own', async () => {
  await lastOf(await work.client().sample.load({ changes: 400 }));
  const rows = await all();
  const filters: ChangeFilter[] = [
    {},
    { states: ['Closed', 'Cancelled'] },
    { states: ['New', 'Assess', 'Scheduled'] },
    { riskLevels: ['high'] },
    { text: 'the' },
    { hasRelease: true },
  ];
  const keysOf: Record<GroupBy, (row: ChangeRow) => readonly string[]> = {
    release: (row) => [row.releaseId ?? ''],
    state: (row) => [row.state],
    type: (row) => [row.type],
    risk: (row) => [row.riskLevel],
    assignee: (row) => [row.assigneeId ?? ''],
    service: (row) => (row.serviceIds.length > 0 ? row.serviceIds : ['']),
  };
  for (const filter of filters) {
    const shown = await all(filter);
    if (!filter.text) expect(shown.length).toBeLessThanOrEqual(rows.length);
    for (const by of Object.keys(keysOf) as GroupBy[]) {
      const wanted = new Map<string, string[]>();
      for (const row of shown)
        for (const key of keysOf[by](row)) wanted.set(key, [...(wanted.get(key) ?? []), row.id]);
      const groups = await changeTable().groups({ filter, by });
      expect(new Map(groups.map(({ key, count }) => [key, count]))).toEqual(
        new Map([...wanted].map(([key, ids]) => [key, ids.length])),
      );
      for (const { key } of groups.slice(0, 3)) {
        const inside = await all({ ...filter, group: { by, key } });
        expect(inside.map((row) => row.id)).toEqual(wanted.get(key));
      }
    }
  }
});

test('each filter lets through what it names', async () => {
  const ana = await person('Ana Meier');
  const { environments } = await work.client().catalogue.list();
  const [environment] = environments;
  if (!environment) throw new Error('A workspace has environments');
  const service = await work.client().catalogue.addService({ name: 'Ledger', tier: 1 });
  const { id } = await changes().create({
    title: 'The one',
    environmentIds: [environment.id],
    serviceIds: [service.id],
    requesterId: ana,
    validatorId: ana,
    category: 'Database',
    origin: 'defect',
  });
  await tickets(2);
  const alone: ChangeFilter[] = [
    { environmentId: environment.id },
    { serviceId: service.id },
    { requesterId: ana },
    { validatorId: ana },
    { category: 'database' },
    { origins: ['defect', 'regulation'] },
    { ids: [id] },
  ];
  for (const filter of alone) expect((await all(filter)).map((row) => row.id)).toEqual([id]);
  expect(await changes().count({ hasRelease: true })).toBe(0);
  expect(await changes().count({ unauthorised: false })).toBe(3);
  expect(await changes().count({ updatedFrom: MONDAY - 1 })).toBe(3);
  expect(await changes().count({ updatedFrom: MONDAY + 86_400_000 })).toBe(0);
  const [row] = await all({ ids: [id] }, ['requesterId']);
  expect(row?.more).toEqual({ requesterId: ana });
});

test('a team shows the tickets of all its services', async () => {
  await lastOf(await work.client().sample.load({ changes: 200 }));
  const { services } = await work.client().catalogue.list();
  const [teamId] = services.flatMap((service) => service.teamId ?? []);
  if (!teamId) throw new Error('The sample has teams');
  const own = services.filter((service) => service.teamId === teamId).map(({ id }) => id);
  const wanted = (await all()).filter((row) => row.serviceIds.some((id) => own.includes(id)));
  expect(wanted.length).toBeGreaterThan(0);
  expect((await all({ teamId })).map((row) => row.id)).toEqual(wanted.map((row) => row.id));
});

test('what is found is marked in pieces, in the title or in a snippet of the field it stands in', async () => {
  const title = await changes().create({ title: 'Rotate the <b>Signing</b> key' });
  const elsewhere = await changes().create({
    title: 'Another',
    description: `${'Nothing here. '.repeat(50)}The signing key is old.`,
  });
  const found = await changeTable().found({ ids: [title.id, elsewhere.id], text: 'sign' });
  expect(found.find(({ id }) => id === title.id)).toEqual({
    id: title.id,
    title: [
      { text: 'Rotate the <b>', hit: false },
      { text: 'Signing', hit: true },
      { text: '</b> key', hit: false },
    ],
    field: null,
    snippet: [],
  });
  const other = found.find(({ id }) => id === elsewhere.id);
  expect(other).toMatchObject({ field: 'description', title: [{ text: 'Another', hit: false }] });
  expect(other?.snippet.filter((piece) => piece.hit)).toEqual([{ text: 'signing', hit: true }]);
  expect(await changeTable().found({ ids: [title.id], text: '<>' })).toEqual([]);
});

test('the search over everything marks the words it found as the table does, and names by what was typed', async () => {
  const { id } = await changes().create({
    title: 'Rotate the Signing key',
    description: 'The ledger keeps the old one for a day.',
  });
  await work.client().catalogue.addService({ name: 'Ledger-API', tier: 1 });
  const search = (text: string) => work.client().search.everything({ text, limit: 10 });
  const [byTitle] = await search('sign');
  const [{ id: _, ...inTable } = { id: null }] = await changeTable().found({ ids: [id], text: 'sign' });
  expect(byTitle?.found).toEqual(inTable);
  expect(byTitle?.found.title.filter(({ hit }) => hit)).toEqual([{ text: 'Signing', hit: true }]);
  const [byText, service] = await search('ledger');
  expect(byText?.found).toMatchObject({ field: 'description' });
  expect(byText?.found.snippet.filter(({ hit }) => hit)).toEqual([{ text: 'ledger', hit: true }]);
  expect(service?.found).toEqual({
    title: [
      { text: 'Ledger', hit: true },
      { text: '-API', hit: false },
    ],
    field: null,
    snippet: [],
  });
});

test('an export holds what the filter shows, in the chosen columns, with names and no formula', async () => {
  await lastOf(await work.client().sample.load({ changes: 600 }));
  const ana = await person('Ana, "the" Meier');
  const ids = await tickets(2);
  await changeTable().bulk({ ids, edit: { kind: 'assign', assigneeId: ana }, check: false });
  await changes().patch({ id: ids[0] as ChangeId, fields: { title: '=cmd|calc' } });
  const filter: ChangeFilter = { states: ['New', 'Closed'] };
  const { text, rows, name } = await exported(filter, ['ref', 'title', 'assignee', 'validator']);
  const shown: ChangeRow[] = [];
  for (let offset = 0; ; offset += 500) {
    const page = await changes().page({
      filter,
      sort: [{ by: 'ref', descending: false }],
      offset,
      limit: 500,
    });
    shown.push(...page);
    if (page.length < 500) break;
  }
  expect(name).toMatch(/^changes \d{4}-\d\d-\d\d\.csv$/);
  expect(rows).toBe(shown.length);
  const lines = text.split('\r\n');
  expect(lines[0]).toBe('\uFEFFRef,Title,Assignee,Validator');
  expect(lines.slice(1, -1).map((line) => line.split(',')[0])).toEqual(shown.map((row) => row.ref));
  expect(text).toContain(`"'=cmd|calc","Ana, ""the"" Meier",`);
  const only = await exported({ ids: [ids[1] as ChangeId] }, ['title']);
  expect(only.text).toBe('\uFEFFTitle\r\nTicket 2\r\n');
});

test('an export says of approvals and attention what the rows of the table say', async () => {
  await lastOf(await work.client().sample.load({ changes: 300 }));
  const [held] = (await tickets(1)) as [ChangeId];
  await changes().hold({ id: held, onHold: true, reason: 'Waits for parts' });
  const rows = await all();
  const ids = rows.map(({ id }) => id);
  const progress = await work.client().approvals.progress({ ids });
  const attention = new Map<string, string>();
  for (let at = 0; at < ids.length; at += 100)
    for (const { id, words } of await changeTable().attention({ ids: ids.slice(at, at + 100) }))
      attention.set(id, words);
  const { text } = await exported({}, ['ref', 'approvals', 'attention']);
  const wanted = rows.map(({ id, ref, type }) => {
    const one = progress.find((given) => given.id === id);
    const words = one?.needed
      ? `${one.given} of ${one.needed}`
      : type === 'standard'
        ? 'pre-approved'
        : 'none asked';
    return `${ref},${words},${attention.get(id) ?? ''}`;
  });
  expect(wanted.some((line) => /,[1-9] of \d,/.test(line))).toBe(true);
  expect(wanted.at(-1)).toMatch(/,On hold$/);
  expect(text.split('\r\n')).toEqual(['\uFEFFRef,Approvals,Attention', ...wanted, '']);
});

test('what waits for me is what the rule of approvals says, whoever operates, and ends with my vote', async () => {
  await lastOf(await work.client().sample.load({ changes: 300 }));
  const { people } = await work.client().people.list();
  const shownTo = async (personId: PersonId) => {
    const { items } = await work.client().approvals.waiting({ personId, limit: 500 });
    const shown = (await all({ waitsForMe: true })).map((row) => row.id);
    expect(new Set(shown)).toEqual(new Set(items.map(({ subject }) => subject.id)));
    expect(await changes().count({ waitsForMe: true })).toBe(shown.length);
    return { items, shown };
  };
  let ended = 0;
  for (const { id } of people) {
    await work.client().people.setOperator({ id });
    const { items, shown } = await shownTo(id);
    const vote = items.find(
      (one) =>
        one.kind === 'approval' && items.filter(({ subject }) => subject.id === one.subject.id).length === 1,
    );
    if (!vote?.stageId || !vote.sentence.startsWith('Waits for')) continue;
    await work.client().approvals.decide({ ...vote, stageId: vote.stageId, verdict: 'approve' });
    ended += shown.length - (await shownTo(id)).shown.length;
  }
  expect(ended).toBeGreaterThan(0);
});

test('what needs attention is one thing for each ticket, and a release says how ready it is', async () => {
  const [held, quiet] = (await tickets(2)) as [ChangeId, ChangeId];
  await changes().hold({ id: held, onHold: true, reason: 'Waits for parts' });
  const freeze = {
    name: 'Quarter close',
    kind: 'deny' as const,
    hard: true,
    zone: 'Europe/Berlin',
    startLocal: '2027-02-10T00:00',
    endLocal: '2027-02-12T00:00',
    rrule: '',
    protectionMinutes: 0,
    serviceIds: [],
    environmentIds: [],
    teamIds: [],
  };
  await work.client().calendar.addWindow(freeze);
  const zone = 'Europe/Berlin';
  const { id: frozen } = await changes().create({
    title: 'In the freeze',
    plannedStart: { local: '2027-02-11T22:00', zone },
    plannedEnd: { local: '2027-02-11T23:00', zone },
  });
  expect(await changeTable().attention({ ids: [held, quiet, frozen] })).toEqual([
    { id: held, glyph: 'blocked', words: 'On hold', why: 'Waits for parts' },
    { id: frozen, glyph: 'failed', words: 'In freeze', why: expect.stringContaining('Quarter close') },
  ]);
  const release = await work.client().releases.create({ name: 'Ledger', version: '7.3.0' });
  const [head] = await changeTable().releaseHeads({ ids: [release.id] });
  expect(head).toMatchObject({ id: release.id, conflicts: 0 });
  expect(head?.points).toBeLessThan(head?.of ?? 0);
});
