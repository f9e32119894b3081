import {
  cellsOf,
  type FoundReading,
  hangsOnOrder,
  readTable,
  type Table,
} from '#main/documents/csv/table.ts';
import type { Environment } from '#shared/contract/catalogue.ts';
import type { Change } from '#shared/contract/changes.ts';
import type { CsvField, CsvReading, ImportCounts, ReportLine } from '#shared/contract/exchange.ts';
import type { RiskBasis } from '#shared/domain/changes/risk.ts';
import { exportHeadings } from '#shared/domain/csv/fields.ts';
import { createNames, type KnownPerson, type KnownService } from '#shared/domain/csv/names.ts';
import { createReport, type Report } from '#shared/domain/csv/report.ts';
import { type Cells, createTicketReader, type Finding, type ReadTicket } from '#shared/domain/csv/ticket.ts';
import { meet } from '#shared/domain/csv/update.ts';

/** What the reader of a table has to know besides its bytes. */
export type CsvWork = {
  readonly reading: CsvReading;
  readonly people: readonly KnownPerson[];
  readonly services: readonly KnownService[];
  readonly environments: readonly Environment[];
  readonly risk: Pick<RiskBasis, 'model' | 'history'>;
  /** Instant, ms UTC. */
  readonly now: number;
};

/** Tickets that are already here. */
export type Here = {
  byExternalRef(externalRef: string): Change | undefined;
  byOwnRef(ref: string): Change | undefined;
};

/** Takes what is to be written, in the order of the file. */
export type Sink = {
  add(ticket: ReadTicket): void;
  update(id: Change['id'], fields: Partial<ReadTicket>): void;
};

type ReadRow = Partial<Record<CsvField, string>>;
export type CsvRead =
  | { readonly kind: 'unreadable'; readonly reason: string }
  | {
      readonly kind: 'read';
      readonly reading: FoundReading;
      readonly columns: readonly { readonly name: string; readonly sample: string }[];
      readonly rows: readonly ReadRow[];
      readonly counts: ImportCounts;
      readonly report: readonly ReportLine[];
      /** False when dates could have either the day or the month first and nothing tells which. */
      readonly datesCertain: boolean;
    };

const SHOWN = 20;
const WHOLE = 'The whole file';

/** Reads a table of changes and hands what it would write to the sink. `onProgress` gets rows done, and all once known. */
export async function readCsv(
  bytes: Buffer,
  work: CsvWork,
  here: Here,
  sink: Sink,
  onProgress: (done: number, total: number | null) => void,
): Promise<CsvRead> {
  const table = await readTable(bytes, work.reading, (count) => onProgress(count, null));
  if (table.kind === 'unreadable') return table;
  const report = createReport();
  for (const doubt of table.doubts) report.adjust(0, WHOLE, doubt);
  const judge = createJudge(table, work, here, report);
  const counts = { added: 0, updated: 0, unchanged: 0, refused: 0 };
  const shown: ReadRow[] = [];
  table.rows.forEach((record, at) => {
    if (at % 1000 === 0) onProgress(at, table.rows.length);
    const { cells, faults, hadControls } = cellsOf(table, record);
    if (shown.length < SHOWN) shown.push(shortened(cells));
    const verdict = judge({ line: record.line, cells, faults, hadControls });
    switch (verdict.kind) {
      case 'refused':
        counts.refused += 1;
        break;
      case 'unchanged':
        counts.unchanged += 1;
        break;
      case 'new':
        counts.added += 1;
        sink.add(verdict.ticket);
        break;
      case 'update':
        counts.updated += 1;
        sink.update(verdict.id, verdict.fields);
    }
  });
  return {
    kind: 'read',
    reading: table.reading,
    columns: columnsOf(table),
    rows: shown,
    counts: { ...counts, adjusted: report.adjusted() },
    report: report.lines(),
    datesCertain: table.datesCertain,
  };
}

type Row = ReturnType<typeof cellsOf> & { readonly line: number };
type Verdict =
  | { readonly kind: 'refused' | 'unchanged' }
  | { readonly kind: 'new'; readonly ticket: ReadTicket }
  | { readonly kind: 'update'; readonly id: Change['id']; readonly fields: Partial<ReadTicket> };

/** Decides about the rows of one table, one after the other, and reports what it finds. */
function createJudge(table: Table, work: CsvWork, here: Here, report: Report): (row: Row) => Verdict {
  const read = createTicketReader({
    origin: table.origin,
    order: table.reading.dates,
    zone: work.reading.zone,
    names: createNames(work),
    risk: { ...work.risk, services: work.services },
    now: work.now,
  });
  const columns = new Map<CsvField, string>();
  table.fields.forEach((field, at) => {
    if (field !== null && !columns.has(field)) columns.set(field, table.headings[at] ?? '');
  });
  const columnOf = (field: CsvField) => columns.get(field) ?? exportHeadings[field];
  const lineOf = new Map<string, number>();
  const untitled = !table.fields.includes('title');
  if (untitled)
    report.refuse(
      0,
      WHOLE,
      'No column gives the short description of the changes. Choose the one that does.',
    );
  if (table.mixed !== '') report.refuse(0, WHOLE, table.mixed);

  return ({ line, cells, faults, hadControls }) => {
    if (untitled) return { kind: 'refused' };
    const number = cells.externalRef ?? '';
    const about = shorten(number || cells.title || 'This row', 60);
    const faulty = [...faults];
    const { ticket, findings } = faults.length > 0 ? NOTHING_READ : read(cells);
    faulty.push(...findings.filter((one) => one.severity === 'refused'));
    if (table.mixed !== '' && hangsOnOrder(cells))
      faulty.push({
        what: 'The order of day and month in this row is not certain, for the file mixes both.',
      });
    const before = lineOf.get(number);
    if (number !== '' && before !== undefined)
      faulty.push({
        field: 'externalRef',
        what: `stands already on line ${before}; a change is imported once.`,
      });
    for (const { field, what } of faulty)
      report.refuse(line, field ? `${about}, ${columnOf(field)}` : about, what);
    if (faulty.length > 0 || ticket === null) return { kind: 'refused' };
    if (number !== '') lineOf.set(number, line);

    const say = ({ field, what, same }: Pick<Finding, 'field' | 'what' | 'same'>) =>
      report.adjust(line, same ? columnOf(field) : `${about}, ${columnOf(field)}`, what, same);
    const sayAll = () => {
      if (hadControls) report.adjust(line, about, 'Control characters were taken out.', 'controls');
      findings.forEach(say);
    };
    const named = here.byExternalRef(number) ?? here.byOwnRef(number);
    // Another workspace counts its own changes by the same references: only the same title makes it the same change.
    const met =
      named && (named.externalRef === number || named.title.trim() === ticket.title) ? named : undefined;
    if (!met) {
      if (named)
        say({
          field: 'externalRef',
          what: `${named.ref} is another change here (“${shorten(named.title, 60)}”); this one is added with its number as one of elsewhere.`,
        });
      sayAll();
      return { kind: 'new', ticket };
    }
    const meeting = meet(met, ticket, cells);
    if (meeting.kind === 'update') {
      sayAll();
      return { kind: 'update', id: met.id, fields: meeting.fields };
    }
    if (meeting.kind === 'stays') {
      const differing = meeting.differing.map((field) => exportHeadings[field].toLowerCase()).join(', ');
      say({
        field: 'externalRef',
        what: `${met.ref} ${meeting.why} and was left as it is. The file differs in ${differing}.`,
      });
    }
    return { kind: 'unchanged' };
  };
}

const NOTHING_READ = { ticket: null, findings: [] };

function columnsOf({ headings, rows }: Table): { name: string; sample: string }[] {
  return [...new Set(headings)].map((name) => {
    const at = headings.indexOf(name);
    const filled = rows.slice(0, 200).find(({ cells }) => (cells[at] ?? '').trim() !== '');
    return { name, sample: shorten((filled?.cells[at] ?? '').trim(), 120) };
  });
}

function shortened(cells: Cells): ReadRow {
  return Object.fromEntries(Object.entries(cells).map(([field, text]) => [field, shorten(text, 200)]));
}

function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1).toWellFormed()}…` : text;
}
