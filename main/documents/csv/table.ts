import type { CsvField, CsvReading } from '#shared/contract/exchange.ts';
import { withoutNeutral } from '#shared/domain/csv/cells.ts';
import { clueOf, type DateOrder } from '#shared/domain/csv/dates.ts';
import { type CsvOrigin, joinedFields, mapHeadings, originOf } from '#shared/domain/csv/fields.ts';
import type { Cells } from '#shared/domain/csv/ticket.ts';
import { type CsvEncoding, sniffEncoding } from './decode.ts';
import { type CsvDelimiter, type CsvRecord, findDelimiter, readRecords } from './records.ts';

/** How a table was read, nothing left open. */
export type FoundReading = {
  readonly encoding: CsvEncoding;
  readonly delimiter: CsvDelimiter;
  readonly mapping: Record<string, CsvField>;
  readonly dates: DateOrder;
  readonly zone: string;
};

/** A table as it was understood. */
export type Table = {
  readonly kind: 'table';
  readonly reading: FoundReading;
  readonly origin: CsvOrigin;
  /** Heading of each cell; cells under equal headings belong together. */
  readonly headings: readonly string[];
  /** Field of each cell; null = not imported. */
  readonly fields: readonly (CsvField | null)[];
  readonly rows: readonly CsvRecord[];
  /** What was assumed about the whole file, in sentences. */
  readonly doubts: readonly string[];
  /** Why its dates cannot be read, when some have the day first and others the month first. */
  readonly mixed: string;
  /** False when nothing tells which of day and month stands first. */
  readonly datesCertain: boolean;
  /** True when some bytes are not of the encoding. */
  readonly damaged: boolean;
};
type Unreadable = { readonly kind: 'unreadable'; readonly reason: string };

/** Rows one table may have; more are split by whoever exports them. */
const MOST_ROWS = 250_000;
const LONGEST_HEADING = 300;
const dateFields: readonly CsvField[] = ['plannedStart', 'plannedEnd', 'actualStart', 'actualEnd'];

/** Finds out how a table is to be read, as far as `said` leaves it open, and reads its records. */
export async function readTable(
  bytes: Buffer,
  said: CsvReading,
  onRows: (count: number) => void,
): Promise<Table | Unreadable> {
  const sniffed = sniffEncoding(bytes, said.encoding);
  if (sniffed.kind === 'unreadable') return sniffed;
  const { encoding, damaged, doubt } = sniffed;
  const delimiter = said.delimiter ?? findDelimiter(bytes, encoding);
  const records: CsvRecord[] = [];
  for await (const record of readRecords(bytes, encoding, delimiter)) {
    records.push(record);
    if (records.length % 1000 === 0) onRows(records.length);
    if (records.length > MOST_ROWS + 1) {
      return unreadable(
        `The table has more than ${MOST_ROWS} rows, the most that is read in. Export a shorter time and choose that file.`,
      );
    }
  }
  const [top, ...rows] = records;
  if (!top) return unreadable('The file is empty.');
  if (top.fault !== '') return unreadable(`The headings cannot be read. ${top.fault}`);
  if (rows.length === 0) return unreadable('The table has headings, but no rows.');
  const headings = top.cells.map(
    (cell, at) => withoutControls(cell).trim().slice(0, LONGEST_HEADING) || `Column ${at + 1}`,
  );
  const columns = [...new Set(headings)];
  const mapping = said.mapping ?? mapHeadings(columns);
  const fields = headings.map((name) => (Object.hasOwn(mapping, name) ? (mapping[name] ?? null) : null));
  const order = orderOf(rows, fields, said.dates);
  return {
    kind: 'table',
    reading: { encoding, delimiter, mapping: { ...mapping }, dates: order.dates, zone: said.zone },
    origin: originOf(columns),
    headings,
    fields,
    rows,
    doubts: [doubt, ...doubtsAbout(columns, headings, fields, mapping), order.doubt].filter(
      (one) => one !== '',
    ),
    mixed: order.mixed,
    datesCertain: order.certain,
    damaged,
  };
}

/** A fault of a row before its cells are looked at one by one; without a field it is of the whole row. */
export type CellFault = { readonly field?: CsvField; readonly what: string };

/** The cells of a record by field: several columns of one field are joined, control characters taken out. */
export function cellsOf(
  table: Table,
  record: CsvRecord,
): { readonly cells: Cells; readonly faults: readonly CellFault[]; readonly hadControls: boolean } {
  if (record.fault !== '') return { cells: {}, faults: [{ what: record.fault }], hadControls: false };
  const faults: CellFault[] = [];
  const cells: Partial<Record<CsvField, string>> = {};
  const { length } = table.headings;
  if (record.cells.length < length || record.cells.slice(length).some((cell) => cell.trim() !== '')) {
    const what = `The row has ${record.cells.length} cells, the headings are ${length}: a delimiter or a quote too many or too few.`;
    faults.push({ what });
  }
  let hadControls = false;
  table.fields.forEach((field, at) => {
    if (field === null) return;
    const raw = record.cells[at] ?? '';
    const clean = withoutControls(raw);
    hadControls ||= clean !== raw;
    const cell = (table.origin === 'slipway' ? withoutNeutral(clean) : clean).trim();
    if (cell === '') return;
    if (table.damaged && cell.includes('\uFFFD')) {
      faults.push({
        field,
        what: `holds bytes that are not ${table.reading.encoding}; choose another encoding, or save the file anew.`,
      });
    }
    const before = cells[field];
    if (before === undefined) cells[field] = cell;
    else if (before === cell) return;
    else if (joinedFields.includes(field)) cells[field] = `${before}${partings[field] ?? '\n\n'}${cell}`;
    else
      faults.push({
        field,
        what: `is given twice, as “${before.slice(0, 60)}” and as “${cell.slice(0, 60)}”.`,
      });
  });
  return { cells, faults, hadControls };
}

/** True when a row holds a date whose reading hangs on the order of day and month. */
export function hangsOnOrder(cells: Cells): boolean {
  return dateFields.some((field) =>
    ['either', 'day first', 'month first'].includes(clueOf(cells[field] ?? '')),
  );
}

const partings: Partial<Record<CsvField, string>> = { services: '; ', environments: '; ', workItems: '; ' };

/** Looks at each date of the table: what it tells about the order holds for all of them. */
function orderOf(
  rows: readonly CsvRecord[],
  fields: readonly (CsvField | null)[],
  said: DateOrder | undefined,
): { dates: DateOrder; mixed: string; certain: boolean; doubt: string } {
  const at = fields.flatMap((field, index) => (field !== null && dateFields.includes(field) ? [index] : []));
  const first = new Map<string, { line: number; text: string }>();
  for (const { cells, line } of rows) {
    for (const index of at) {
      const text = cells[index] ?? '';
      if (text === '') continue;
      const clue = clueOf(text);
      if (!first.has(clue)) first.set(clue, { line, text: text.trim().slice(0, 40) });
    }
  }
  const [day, month] = [first.get('day first'), first.get('month first')];
  const mixed =
    day && month
      ? `Dates are mixed: “${day.text}” on line ${day.line} has the day first, “${month.text}” on line ${month.line} the month. Others could be read wrongly, so none of either kind is.`
      : '';
  const found = day ? 'day first' : month ? 'month first' : first.has('either') ? null : 'iso';
  const dates = said ?? found ?? 'day first';
  const certain = said !== undefined || found !== null;
  const doubt = certain
    ? ''
    : 'No date tells whether the day or the month stands first; the day was taken. Choose the other order if that is wrong.';
  return { dates, mixed, certain, doubt };
}

function doubtsAbout(
  columns: readonly string[],
  headings: readonly string[],
  fields: readonly (CsvField | null)[],
  mapping: Readonly<Record<string, CsvField>>,
): string[] {
  const missing = Object.keys(mapping).filter((name) => !columns.includes(name));
  const twice = columns.filter((name) => {
    const field = fields[headings.indexOf(name)];
    return field && !joinedFields.includes(field) && headings.indexOf(name) !== headings.lastIndexOf(name);
  });
  return [
    ...missing.map((name) => `The column “${name}” is not in this file.`),
    ...twice.map(
      (name) => `The heading “${name}” stands several times; rows whose cells there differ are refused.`,
    ),
    ...(fields.includes('externalRef')
      ? []
      : ['No column gives the number of a change: imported again, these changes would be there twice.']),
  ];
}

function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
}

function unreadable(reason: string): Unreadable {
  return { kind: 'unreadable', reason };
}
