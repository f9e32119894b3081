import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { sniffEncoding } from '#main/documents/csv/decode.ts';
import { findDelimiter } from '#main/documents/csv/records.ts';
import { cellsOf, readTable } from '#main/documents/csv/table.ts';
import { readCsv } from '#main/jobs/read-csv.ts';
import type { CsvReading } from '#shared/contract/exchange.ts';
import { builtInPolicies } from '#shared/domain/changes/change-policies.ts';
import type { ReadTicket } from '#shared/domain/csv/ticket.ts';
import { MONDAY } from '#test/support/workspace.ts';

const zone = 'Europe/Berlin';

/** Reads a table into an empty workspace. */
async function read(content: string | Buffer, reading: Partial<CsvReading> = {}) {
  const added: ReadTicket[] = [];
  const result = await readCsv(
    Buffer.from(content),
    {
      reading: { zone, ...reading },
      people: [],
      services: [],
      environments: [],
      risk: { model: builtInPolicies.riskModel, history: [] },
      now: MONDAY,
    },
    { byExternalRef: () => undefined, byOwnRef: () => undefined },
    { add: (ticket) => added.push(ticket), update: () => {} },
    () => {},
  );
  if (result.kind === 'unreadable') return { ...result, added, report: [], counts: null };
  return { ...result, added, reason: '' };
}

const table = (...rows: string[]) => rows.join('\n');

describe('which letters a file is made of', () => {
  const text = 'number;short_description\nCHG1;Prüfung für Zürich\n';

  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\uFEFF${text}`)],
    ['utf-16le', iconv.encode(text, 'utf-16le', { addBOM: true })],
    ['utf-16be', iconv.encode(text, 'utf-16be', { addBOM: true })],
    ['utf-16le', iconv.encode(text, 'utf-16le')],
    ['utf-16be', iconv.encode(text, 'utf-16be')],
    ['windows-1252', iconv.encode(text, 'windows-1252')],
    ['iso-8859-15', iconv.encode(`${text}CHG2;5 €\n`, 'iso-8859-15')],
  ] as const)(
    'a title in %s keeps its umlauts, and no mark sticks to the first heading',
    async (encoding, bytes) => {
      const { added, ...result } = await read(bytes);
      expect(result).toMatchObject({ kind: 'read', reading: { encoding } });
      expect(added[0]).toMatchObject({ externalRef: 'CHG1', title: 'Prüfung für Zürich' });
    },
  );

  it('a wrong encoding chosen by hand refuses the rows it would spoil, by line', async () => {
    const bytes = iconv.encode('number,title\nA1,Plain\nA2,Größe\n', 'windows-1252');
    const { report, added } = await read(bytes, { encoding: 'utf-8' });
    expect(added.map((one) => one.title)).toEqual(['Plain']);
    expect(report).toContainEqual(
      expect.objectContaining({ line: 3, severity: 'refused', about: 'A2, title' }),
    );
  });

  it('one broken byte in a file of UTF-8 spoils its row, not the umlauts of all others', async () => {
    const good = Array.from({ length: 20 }, (_, at) => `A${at},Größe ${at}`).join('\n');
    const bytes = Buffer.concat([
      Buffer.from(`number,title\n${good}\nB1,bad `),
      Buffer.from([0xff]),
      Buffer.from('\n'),
    ]);
    const { report, added } = await read(bytes);
    expect(added).toHaveLength(20);
    expect(added[3]?.title).toBe('Größe 3');
    expect(report.filter((line) => line.severity === 'refused').map((line) => line.line)).toEqual([22]);
  });

  it.each([
    ['an empty file', Buffer.alloc(0), /empty/],
    ['a workbook', Buffer.from('PK\u0003\u0004rest of it'), /workbook/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4, 0, 0, 0, 5, 0, 0, 6, 7]), /not a table/],
    ['headings alone', Buffer.from('number,title\n\n'), /no rows/],
    ['blank lines alone', Buffer.from('\n\n\r\n'), /empty/],
    ['a heading whose quote never closes', Buffer.from('"number,title\nA1,x\n'), /headings cannot be read/],
  ])('%s is refused in words', async (_, bytes, words) => {
    const result = await read(bytes);
    expect(result.kind).toBe('unreadable');
    expect(result.reason).toMatch(words);
  });

  it('letters of another alphabet are not passed off as certain', () => {
    const sniffed = sniffEncoding(
      iconv.encode('number,title\nA1,Обновление сертификата сервера\n', 'windows-1251'),
    );
    expect(sniffed).toMatchObject({ kind: 'text', doubt: expect.stringContaining('UTF-8') });
  });
});

describe('rows and cells', () => {
  it.each([
    [',', 'number,short_description,state\nA1,"one, two; three",New\n'],
    [';', 'number;short_description;state\nA1;one, two, three, four;New\n'],
    ['\t', 'number\tshort_description\nA1\tone, two; three\n'],
    ['|', 'number|short_description\nA1|one, two; three\n'],
    [';', 'sep=;\nfoo;bar\n1;2\n'],
    [',', 'only one column\nA1\n'],
  ])('columns parted by %j are found in %j', (delimiter, text) =>
    expect(findDelimiter(Buffer.from(text), 'utf-8')).toBe(delimiter),
  );

  it('a report names the line where a record begins, also after quoted cells and blank lines', async () => {
    const text = table(
      'number,title,description', // 1
      'A1,First,"two', // 2
      'lines"', // 3
      '', // 4
      'A2,Second,"three\r\nof', // 5, 6
      'them"', // 7
      'A3,,no title', // 8
    );
    const { report } = await read(text);
    const refused = report.filter((line) => line.severity === 'refused');
    expect(refused).toMatchObject([{ line: 8, about: 'A3, title' }]);
    expect(text.split(/\r\n|\r|\n/)[7]).toBe('A3,,no title');
  });

  it('quotes in the middle of a cell are letters, doubled quotes are one, and a cell may end in a delimiter', async () => {
    const { added } = await read(
      table('number,title', 'A1,Replace the 5" disk', 'A2,"Say ""yes"", twice"', 'A3,"a,"'),
    );
    expect(added.map((one) => one.title)).toEqual(['Replace the 5" disk', 'Say "yes", twice', 'a,']);
  });

  it('a quote that is not closed refuses the rows it swallows instead of gluing them together', async () => {
    const { added, report, counts } = await read(
      table('number,title,state', 'A1,Good,New', 'A2,"never closed,New', 'A3,"Swallowed",New', 'A4,Last,New'),
    );
    expect(added.map((one) => one.title)).not.toContain('Swallowed');
    expect(report.filter((line) => line.severity === 'refused')[0]).toMatchObject({ line: 3 });
    expect((counts?.added ?? 0) + (counts?.refused ?? 0)).toBeGreaterThan(1);
    expect(added.every((one) => !one.title.includes('\n') && !one.title.includes('A3'))).toBe(true);
  });

  it('a quote open until the end refuses what it swallowed, and says that nothing after it was read', async () => {
    const { added, report } = await read(table('number,title', 'A1,Good', 'A2,"open', 'A3,Lost'));
    expect(added.map((one) => one.externalRef)).toEqual(['A1']);
    expect(report).toContainEqual(
      expect.objectContaining({ line: 3, severity: 'refused', what: expect.stringContaining('not closed') }),
    );
  });

  it('ragged rows are refused, but empty cells beyond the last heading are not', async () => {
    const { added, report } = await read(
      table('number,title,state', 'A1,Short', 'A2,Long,New,,', 'A3,More,New,x'),
    );
    expect(added.map((one) => one.externalRef)).toEqual(['A2']);
    expect(report.filter((line) => line.severity === 'refused').map((line) => line.line)).toEqual([2, 4]);
  });

  it('NUL bytes in cells are taken out and said; a long cell stays whole', async () => {
    const long = 'x'.repeat(900_000);
    const { added, report } = await read(table('number,title,description', `A1,Ti\u0000tle,"${long}"`));
    expect(added[0]?.title).toBe('Title');
    expect(added[0]?.description).toHaveLength(900_000);
    expect(report.some((line) => line.what.includes('Control characters'))).toBe(true);
  });

  it('a title too long for a ticket is cut, and the notes keep it whole', async () => {
    const { added } = await read(table('number,title', `A1,${'long '.repeat(200)}`));
    expect(added[0]?.title).toHaveLength(500);
    expect(added[0]?.notes).toContain('long '.repeat(199).trim());
  });

  it('a cell beyond a million characters is refused with its column', async () => {
    const { report } = await read(table('number,title,description', `A1,Title,${'y'.repeat(1_000_001)}`));
    expect(report).toContainEqual(
      expect.objectContaining({ line: 2, about: 'A1, description', severity: 'refused' }),
    );
  });

  it('columns that Jira repeats are read together; a doubled single column with two answers is refused', async () => {
    const { added, report } = await read(
      table(
        'Issue key,Summary,Affected services,Affected services,Comment,Comment,Status,Status',
        'X-1,One,Checkout,Ledger,first,second,Open,Open',
        'X-2,Two,,,,,Open,Done',
      ),
    );
    expect(added).toHaveLength(1);
    expect(added[0]?.notes).toContain('first\n\nsecond');
    expect(added[0]?.notes).toContain('Services in the file: Ledger');
    expect(report.find((line) => line.severity === 'refused')).toMatchObject({
      line: 3,
      about: 'X-2, Status',
    });
  });

  it('headings named like what every object has are columns like others', async () => {
    const { columns } = (await read(table('__proto__,constructor,title', 'a,b,Fine'))) as {
      columns?: unknown[];
    };
    expect(columns).toHaveLength(3);
  });

  it('a number that comes twice in one file is refused the second time, with the line of the first', async () => {
    const { report, counts } = await read(table('number,title', 'A1,One', 'A1,Again'));
    expect(counts).toMatchObject({ added: 1, refused: 1 });
    expect(report).toContainEqual(
      expect.objectContaining({ line: 3, what: expect.stringContaining('line 2') }),
    );
  });

  it('without a known title column every row is refused and the columns can be mapped by hand', async () => {
    const text = table('foo,bar', 'One,CHG1', 'Two,CHG2');
    const before = await read(text);
    expect(before).toMatchObject({
      counts: { added: 0, refused: 2 },
      columns: [{ name: 'foo', sample: 'One' }, {}],
    });
    const after = await read(text, { mapping: { foo: 'title', bar: 'externalRef' } });
    expect(after.added.map((one) => one.externalRef)).toEqual(['CHG1', 'CHG2']);
  });

  it('each row is a heading line away: cells are found by column in every row', async () => {
    const found = await readTable(Buffer.from('title,number\nOne,A1\nTwo,A2\n'), { zone }, () => {});
    if (found.kind !== 'table') throw new Error(found.reason);
    expect(found.rows.map((row) => cellsOf(found, row).cells)).toEqual([
      { title: 'One', externalRef: 'A1' },
      { title: 'Two', externalRef: 'A2' },
    ]);
  });
});

describe('dates of a table', () => {
  const dated = (...starts: string[]) =>
    table('number;title;planned start', ...starts.map((start, at) => `A${at};Title;${start}`));

  it.each([
    ['day first', ['13/02/2027 22:00', '03/04/2027 22:00'], '2027-04-03T22:00'],
    ['month first', ['02/13/2027 10:00 PM', '03/04/2027 10:00 PM'], '2027-03-04T22:00'],
    ['day first', ['03.04.2027 22:00', '04.04.2027 22:00'], '2027-04-04T22:00'],
    ['iso', ['2027-02-13 22:00:00', '2027-04-03 22:00:00'], '2027-04-03T22:00'],
  ] as const)('%s is found from one telling date and holds for all', async (order, starts, local) => {
    const result = await read(dated(...starts));
    expect(result).toMatchObject({ kind: 'read', datesCertain: true, reading: { dates: order } });
    expect(result.added[1]?.plannedStart?.local).toBe(local);
  });

  it('a file that mixes both orders is refused as a whole, also when the person chose one, and certain rows stay readable', async () => {
    const text = dated('13/02/2027 22:00', '02/13/2027 22:00', '03/04/2027 22:00', '2027-04-03 22:00');
    for (const reading of [{}, { dates: 'day first' as const }]) {
      const { added, report } = await read(text, reading);
      expect(added.map((one) => one.plannedStart?.local)).toEqual(['2027-04-03T22:00']);
      expect(report[0]).toMatchObject({ line: 0, severity: 'refused' });
      expect(report[0]?.what).toMatch(/line 2 .*line 3/);
    }
  });

  it('dates that tell nothing are marked as not certain', async () => {
    expect(await read(dated('03/04/2027 22:00'))).toMatchObject({
      datesCertain: false,
      reading: { dates: 'day first' },
    });
  });

  it('a planned end before the start is refused with both texts', async () => {
    const { report, counts } = await read(
      table('number,title,start_date,end_date', 'A1,Title,2027-02-11 22:00,2027-02-11 21:00'),
    );
    expect(counts).toMatchObject({ added: 0, refused: 1 });
    expect(report).toContainEqual(expect.objectContaining({ line: 2, about: 'A1, end_date' }));
  });

  it('end dates without time of day include their day', async () => {
    const { added } = await read(table('number,title,start_date,end_date', 'A1,Title,2027-02-11,2027-02-11'));
    expect(added[0]).toMatchObject({
      plannedStart: { local: '2027-02-11T00:00' },
      plannedEnd: { local: '2027-02-12T00:00' },
    });
  });

  it('thirty thousand rows of faults give a report of five hundred lines and counts of all', async () => {
    const rows = Array.from({ length: 30_000 }, (_, at) => `A${at},`);
    const { report, counts } = await read(table('number,title', ...rows));
    expect(counts).toMatchObject({ added: 0, refused: 30_000 });
    expect(report.filter((line) => line.severity === 'refused')).toHaveLength(500);
  });

  it('more rows than are read in are refused instead of filling the memory', async () => {
    const result = await read(`title\n${'x\n'.repeat(250_001)}`);
    expect(result).toMatchObject({ kind: 'unreadable', reason: expect.stringContaining('250000') });
  });
});
