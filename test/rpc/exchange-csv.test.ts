import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Change } from '#shared/contract/changes.ts';
import { berlin, imported, previewOf, sent } from '#test/support/csv.ts';
import { faultsOf } from '#test/support/soundness.ts';
import { lastOf, MONDAY, openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
beforeEach(async () => {
  work = openWorkspace();
  await work.create();
});
afterEach(() => work.remove());

const YEAR = { from: MONDAY - 365 * 86_400_000, until: MONDAY + 365 * 86_400_000 };

async function changes(): Promise<Change[]> {
  const client = work.client();
  const rows = await client.changes.page({
    filter: {},
    sort: [{ by: 'ref', descending: false }],
    offset: 0,
    limit: 500,
  });
  return Promise.all(rows.map((row) => client.changes.get({ key: row.id })));
}

const lines = (...rows: string[]) => `${rows.join('\r\n')}\r\n`;

const SERVICENOW = lines(
  'number,short_description,type,state,risk,assigned_to,start_date,end_date,cmdb_ci,implementation_plan,backout_plan,close_code',
  'CHG0030001,Renew the certificate,normal,-2,3,"Ruiz, Rosa",2027-03-01 22:00:00,2027-03-01 23:00:00,Checkout,"1. Stop\n2. Swap (10 min)",Put the old one back,',
  'CHG0030002,Patch the base image,standard,3,4,Beth Anglin,2027-01-11 22:00:00,2027-01-11 22:30:00,Mainframe,Patch,,successful_issues',
  'CHG0030003,Drop the old table,emergency,3,2,rosa ruiz,,,,,,',
);

test('an export of ServiceNow arrives with its columns and values understood, and what is not known here is kept in words', async () => {
  await work.client().catalogue.addService({ name: 'Checkout', tier: 1, path: '' });
  const preview = await previewOf(work, SERVICENOW);
  expect(preview.reading).toMatchObject({ encoding: 'utf-8', delimiter: ',', dates: 'iso' });
  expect(preview.reading.mapping).toMatchObject({ number: 'externalRef', cmdb_ci: 'services' });
  expect(preview.rows[0]).toMatchObject({ title: 'Renew the certificate', state: '-2' });
  expect(await work.client().changes.count({})).toBe(0);

  const done = await imported(work, SERVICENOW);
  expect(done).toMatchObject({ added: 3, updated: 0, unchanged: 0, refused: 0 });
  const [renew, patch, drop] = await changes();
  expect(renew).toMatchObject({
    externalRef: 'CHG0030001',
    state: 'Scheduled',
    plannedStart: { local: '2027-03-01T22:00', zone: 'Europe/Berlin', at: Date.UTC(2027, 2, 1, 21) },
    deploymentSteps: [
      { title: 'Stop', minutes: null },
      { title: 'Swap', minutes: 10 },
    ],
  });
  expect(renew?.serviceIds).toHaveLength(1);
  expect(renew?.assigneeId).not.toBeNull();
  expect(patch).toMatchObject({ state: 'Closed', closeCode: 'successful with issues', assigneeId: null });
  expect(patch?.notes).toContain('Assignee in the file: Beth Anglin');
  expect(patch?.notes).toContain('Services in the file: Mainframe');
  expect(drop).toMatchObject({ state: 'Review', closeCode: null, type: 'emergency' });
  const said = done.report.map((line) => line.what).join('\n');
  expect(said).toContain('Mainframe');
  expect(said).toContain('close code');
  expect(done.report.filter((line) => line.what.startsWith('The risk')).length).toBeLessThanOrEqual(1);
});

test('an export of Jira Service Management arrives with its own words for states and how it went', async () => {
  const table = lines(
    'Issue Type,Issue key,Summary,Status,Resolution,Custom field (Change type),Custom field (Planned start),Custom field (Planned end)',
    '[System] Change,ITSM-1,Renew it,Review,,Normal,11/Feb/27 10:00 PM,11/Feb/27 11:00 PM',
    '[System] Change,ITSM-2,Patch it,Completed,Done,Standard,11/Jan/27 10:00 PM,11/Jan/27 11:00 PM',
    '[System] Change,ITSM-3,Move it,Failed,,Emergency,12/Jan/27 10:00 PM,12/Jan/27 11:00 PM',
    "[System] Change,ITSM-4,Drop it,Declined,Won't do,Normal,,",
  );
  expect(await imported(work, table)).toMatchObject({ added: 4, refused: 0 });
  expect((await changes()).map(({ state, closeCode, type }) => [state, closeCode, type])).toEqual([
    ['Assess', null, 'normal'],
    ['Closed', 'successful', 'standard'],
    ['Closed', 'unsuccessful', 'emergency'],
    ['Cancelled', null, 'normal'],
  ]);
});

const MIXED = lines(
  'number,title,start_date,end_date',
  'A1,Good,2027-03-01 22:00,2027-03-01 23:00',
  'A2,Backwards,2027-03-01 22:00,2027-03-01 21:00',
  'A3,Also good,,',
);

test('one refused row keeps the whole table out, and its good rows come in only when the person says so', async () => {
  const refused = await imported(work, MIXED);
  expect(refused).toMatchObject({ added: 0, updated: 0, refused: 1 });
  expect(refused.report).toContainEqual(expect.objectContaining({ line: 3, about: 'A2, end_date' }));
  expect(await work.client().changes.count({})).toBe(0);
  expect(work.app().store().db.rows('SELECT id FROM bulk_group')).toEqual([]);

  expect(await imported(work, MIXED, { partial: true })).toMatchObject({ added: 2, refused: 1 });
  expect((await changes()).map((one) => one.externalRef)).toEqual(['A1', 'A3']);
});

test('a preview counts exactly what the import then does, and an order of dates that nobody knows is asked for', async () => {
  const {
    report: _,
    reading,
    columns: _c,
    rows: _r,
    kind: _k,
    ...foreseen
  } = { kind: '', ...(await previewOf(work, MIXED)) };
  const {
    report: _2,
    kind: _k2,
    ...done
  } = { kind: '', ...(await imported(work, MIXED, { partial: true, reading })) };
  expect(done).toEqual(foreseen);
  const unsure = lines('number,title,start_date', 'B1,Unsure,03/04/2027 22:00');
  await expect(imported(work, unsure)).rejects.toMatchObject({ code: 'REFUSED' });
  const chosen = await imported(work, unsure, { reading: { ...berlin, dates: 'month first' } });
  expect(chosen).toMatchObject({ added: 1 });
  expect((await changes()).at(-1)?.plannedStart?.local).toBe('2027-03-04T22:00');
});

test('the same table again doubles nothing; a New ticket takes over what changed, a later one stays and says so', async () => {
  const first = lines('number,title,state,assigned_to', 'A1,Fresh,New,', 'A2,Under way,Assess,Rosa Ruiz');
  await imported(work, first);
  expect(await imported(work, first)).toMatchObject({ added: 0, updated: 0, unchanged: 2, adjusted: 0 });
  const [fresh] = await changes();
  await work.client().changes.patch({
    id: fresh?.id as Change['id'],
    fields: { notes: 'Written here.', description: 'Kept.' },
  });

  const second = lines(
    'number,title,state,assigned_to,description,notes',
    'A1,Fresher,New,,,From there',
    'A2,Other,Assess,,,',
  );
  const again = await imported(work, second);
  expect(again).toMatchObject({ added: 0, updated: 1, unchanged: 1, refused: 0 });
  expect(again.report).toContainEqual(
    expect.objectContaining({ line: 3, what: expect.stringMatching(/is in Assess here.*short description/) }),
  );
  const [now, later] = await changes();
  expect(now).toMatchObject({ title: 'Fresher', description: 'Kept.', notes: 'Written here.\nFrom there' });
  expect(now?.updatedAt).toBeGreaterThan(fresh?.updatedAt ?? 0);
  expect(later?.title).toBe('Under way');
  expect(await work.client().changes.count({})).toBe(2);
});

test('an hour the clocks skip is adjusted in words; offsets are kept, whatever the zone of the file', async () => {
  const done = await imported(
    work,
    lines(
      'number,title,start_date',
      'A1,Skipped,2027-03-28 02:30',
      'A2,Offset,2027-03-28T02:30:00+01:00',
      'A3,Utc,2027-03-28 00:30 UTC',
    ),
  );
  expect(done.report).toMatchObject([{ line: 2, about: 'A1, start_date', severity: 'adjusted' }]);
  expect((await changes()).map((one) => one.plannedStart?.local)).toEqual([
    '2027-03-28T03:30',
    '2027-03-28T03:30',
    '2027-03-28T01:30',
  ]);
});

/** The table of the whole workspace, as a spreadsheet would open it. */
async function exported(): Promise<string> {
  return (await work.client().exchange.exportCsv(YEAR)).text;
}

test('a table is named after the first and the last day of its period by the clock of the workspace, not of UTC', async () => {
  const { name } = await work.client().exchange.exportCsv({
    from: Date.parse('2027-01-31T23:00Z'),
    until: Date.parse('2027-02-28T23:00Z'),
  });
  expect(name).toBe('changes 2027-02-01 to 2027-02-28.csv');
});

test('what goes out comes back as it was: into the same workspace unchanged, into another one field by field', async () => {
  await lastOf(await work.client().sample.load({ changes: 400 }));
  const text = await exported();
  const again = await imported(work, text);
  expect(again).toMatchObject({ added: 0, updated: 0, refused: 0 });
  expect(again.unchanged).toBeGreaterThan(100);
  expect(again.report).toEqual([]);

  const known = await work.client().catalogue.list();
  const before = await changes();
  const other = openWorkspace();
  try {
    await other.create();
    for (const { name, tier } of known.services)
      await other.client().catalogue.addService({ name, tier, path: '' });
    const there = await imported(other, text);
    expect(there).toMatchObject({ added: again.unchanged, updated: 0, refused: 0 });
    const rows = await other
      .client()
      .changes.page({ filter: {}, sort: [{ by: 'ref', descending: false }], offset: 0, limit: 500 });
    for (const row of rows.slice(0, 60)) {
      const { externalRef, ...copy } = await other.client().changes.get({ key: row.id });
      const original = before.find((one) => one.ref === externalRef);
      for (const field of [
        'title',
        'description',
        'justification',
        'type',
        'category',
        'state',
        'closeCode',
        'plannedStart',
        'plannedEnd',
        'actualStartAt',
        'actualEndAt',
        'deploymentSteps',
        'backOutSteps',
        'validationSteps',
        'workItems',
        'impact',
      ] as const)
        expect(copy[field], `${externalRef} ${field}`).toEqual(original?.[field]);
    }
  } finally {
    await other.remove();
  }
});

test('any title and text goes out harmless and comes back the same', { timeout: 60_000 }, async () => {
  const unit = fc.constantFrom("'", '"', '=', '+', '-', '@', ',', ';', '\t', '\n', 'ä', '𝒳', ' ', 'a', '1');
  const texts = fc.sample(
    fc.record({
      title: fc.string({ unit, minLength: 1, maxLength: 20 }),
      description: fc.string({ unit, maxLength: 40 }),
    }),
    60,
  );
  const kept = texts.map(({ title, description }) => ({
    title: `${title}x`.replace(/\s+/g, ' ').trim(),
    description: `${description}.`,
  }));
  for (const fields of kept) {
    await work
      .client()
      .changes.create({ ...fields, plannedStart: { local: '2027-03-01T22:00', zone: 'Europe/Berlin' } });
  }
  const text = await exported();
  expect(await imported(work, text)).toMatchObject({ added: 0, updated: 0, unchanged: 60, refused: 0 });
  const rows = (await previewOf(work, text)).rows;
  expect(rows[0]?.title).toBe(kept[0]?.title);
  // No cell of the file begins with what a spreadsheet would run.
  expect(
    text
      .slice(1)
      .split(/\r\n/)
      .filter((line) => /(^|[,"])"?[=+@\t-][^,]*/.test(line.replace(/"[^"]*"/g, ''))),
  ).toEqual([]);
});

test("a workspace's own references do not catch the tickets of another one", async () => {
  await work.client().changes.create({ title: 'Mine' });
  const heading = (await exported()).slice(1).split('\r\n')[0] ?? '';
  const done = await imported(
    work,
    lines(heading, `CHG-A1,Theirs${','.repeat(heading.split(',').length - 2)}`),
  );
  expect(done).toMatchObject({ added: 1, updated: 0 });
  expect((await changes()).map((one) => one.title)).toEqual(['Mine', 'Theirs']);
});

/** Many rows, half of which are here already, as New tickets that would change. */
async function large(): Promise<string> {
  const numbered = (count: number, title: string) =>
    Array.from({ length: count }, (_, at) => `A${at},${title} ${at},New,Some words of a description`);
  await imported(work, lines('number,title,state,description', ...numbered(600, 'Before')));
  return lines('number,title,state,description', ...numbered(3000, 'After'));
}

test.each([
  ['while it is read', (step: { done: number; what: string }) => step.what.startsWith('Reading')],
  [
    'while new ones are written',
    (step: { done: number; what: string }) => step.what.startsWith('Writing') && step.done > 100,
  ],
  [
    'while others are changed',
    (step: { done: number; what: string }) => step.what.startsWith('Writing') && step.done > 2500,
  ],
])(
  'an import left %s leaves nothing, and gives changed tickets back what they had',
  {
    timeout: 120_000,
  },
  async (_, enough) => {
    const file = await sent(work, await large());
    const before = await changes();
    const stream = await work.client().exchange.importCsv({ file, reading: berlin, partial: false });
    let seen = false;
    for await (const step of stream) {
      if (step.kind !== 'progress' || !enough(step.progress)) continue;
      seen = true;
      break;
    }
    expect(seen).toBe(true);
    const store = work.app().store();
    await expect.poll(() => store.hiddenGroups.size, { timeout: 20_000 }).toBe(0);
    expect(await work.client().changes.count({})).toBe(600);
    const { updatedAt: _u, ...kept } = before[0] as Change;
    expect((await changes())[0]).toMatchObject(kept);
    expect((await changes()).every((one) => one.title.startsWith('Before'))).toBe(true);
    await work.close();
    expect(faultsOf(work.folder)).toEqual([]);
    await work.reopen();
    // It can be tried again, and then it is all there.
    expect(await imported(work, await large())).toMatchObject({ added: 2400, updated: 600, unchanged: 0 });
  },
);

test('an import cut off by the end of the program is put back at the next start', async () => {
  const file = await sent(work, await large());
  const stream = await work.client().exchange.importCsv({ file, reading: berlin, partial: false });
  await expect(
    (async () => {
      for await (const step of stream) {
        if (step.kind === 'progress' && step.progress.what.startsWith('Writing') && step.progress.done > 2600)
          await work.app().close();
      }
    })(),
  ).rejects.toBeDefined();
  await work.reopen();
  const store = work.app().store();
  await expect.poll(() => store.hiddenGroups.size, { timeout: 20_000 }).toBe(0);
  expect(await work.client().changes.count({})).toBe(600);
  expect((await changes()).every((one) => one.title.startsWith('Before'))).toBe(true);
});

test('a second import at the same time is refused instead of doubling the first', async () => {
  const text = lines('number,title', ...Array.from({ length: 2000 }, (_, at) => `A${at},Title ${at}`));
  const both = await Promise.allSettled([imported(work, text), imported(work, text)]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await work.client().changes.count({})).toBe(2000);
});

test('what is no table is refused by the routes in a sentence', async () => {
  for (const [content, words] of [
    ['PK\u0003\u0004', /workbook/],
    ['number,title\n', /no rows/],
  ] as const) {
    const stream = await work
      .client()
      .exchange.previewCsv({ file: await sent(work, content), reading: berlin });
    await expect(lastOf(stream)).rejects.toMatchObject({
      code: 'REFUSED',
      data: { reason: expect.stringMatching(words) },
    });
  }
  const gone = { file: '0193f0c0-0000-7000-8000-000000000000', reading: berlin };
  await expect(lastOf(await work.client().exchange.previewCsv(gone))).rejects.toMatchObject({
    code: 'REFUSED',
  });
});
