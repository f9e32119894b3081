import { pipeline, Readable } from 'node:stream';
import { type CsvError, type Options, Parser } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import type { CsvReading } from '#shared/contract/exchange.ts';
import { mapHeadings } from '#shared/domain/csv/fields.ts';
import type { CsvEncoding } from './decode.ts';

export type CsvDelimiter = NonNullable<CsvReading['delimiter']>;
/** One record; `line` is where it begins in the file, counted from 1. A `fault` is why it cannot be read. */
export type CsvRecord = {
  readonly line: number;
  readonly cells: readonly string[];
  readonly fault: string;
};

const SLICE = 64 * 1024;
const delimiters: readonly CsvDelimiter[] = [',', ';', '\t', '|'];
const options: Options = {
  bom: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
};

/** Streams the records of a table with the lines they begin on. Empty lines are left out, but counted. */
export async function* readRecords(
  bytes: Buffer,
  encoding: CsvEncoding,
  delimiter: CsvDelimiter,
): AsyncGenerator<CsvRecord> {
  const faults: CsvError[] = [];
  // An error of the stream would take along the records that wait in it.
  const parser = new Parser({
    ...options,
    delimiter,
    raw: true,
    skip_records_with_error: true,
    on_skip: (fault) => void (fault && faults.push(fault)),
  });
  const source = Readable.from(slices(bytes));
  // What breaks the stream comes out of the loop below.
  if (encoding === 'utf-8') pipeline(source, parser, () => {});
  else pipeline(source, iconv.decodeStream(encoding), parser, () => {});
  let line = 1;
  for await (const { record, raw } of parser as AsyncIterable<{ record: string[]; raw: string }>) {
    const begins = line;
    line += 1 + linesWithin(record);
    if (record.length === 1 && record[0]?.trim() === '') continue;
    if (begins === 1 && /^sep=/i.test(record[0] ?? '') && record.length <= 2) continue;
    yield { line: begins, cells: record, fault: quoteFault(record, raw, delimiter) };
  }
  if (faults[0]) yield { line, cells: [], fault: faultOf(faults[0]) };
}

/** The delimiter by which the first lines make most sense: known headings first, then columns that all lines have. */
export function findDelimiter(bytes: Buffer, encoding: CsvEncoding): CsvDelimiter {
  const sample = iconv.decode(bytes.subarray(0, SLICE), encoding);
  const named = /^\uFEFF?"?sep=([,;\t|])"?\s*[\r\n]/i.exec(sample)?.[1] as CsvDelimiter | undefined;
  if (named) return named;
  const scores = delimiters.map((delimiter) => scoreOf(sample, delimiter));
  return delimiters[scores.indexOf(Math.max(...scores))] ?? ',';
}

function scoreOf(sample: string, delimiter: CsvDelimiter): number {
  const [heading = [], ...rows] = firstRecords(sample, delimiter);
  if (heading.length < 2) return 0;
  const known = Object.keys(mapHeadings(heading)).length;
  const even = rows.filter((row) => row.length === heading.length).length / Math.max(1, rows.length);
  return known * 100 + even * 10 + Math.min(9, heading.length / 10);
}

function firstRecords(sample: string, delimiter: CsvDelimiter): string[][] {
  try {
    return parse(sample, { ...options, delimiter, to: 20, skip_empty_lines: true });
  } catch {
    // Cut off within a quoted cell, or no quotes by this delimiter: the heading alone has to do.
    return [(sample.split(/[\r\n]/, 1)[0] ?? '').split(delimiter)];
  }
}

/**
 * A quoted cell whose quotes do not end where they should may have swallowed the rows after it. The parser reads it as
 * plain text; over several lines that cannot be told from rows that ran together.
 */
function quoteFault(record: readonly string[], raw: string, delimiter: CsvDelimiter): string {
  if (!record.some((cell) => cell.startsWith('"') && /[\r\n]/.test(cell))) return '';
  try {
    parse(raw, { ...options, delimiter, relax_quotes: false });
    return '';
  } catch {
    return 'Quotes in this row do not end where the cell ends, so it may hold several rows. Quotes within a quoted cell are doubled.';
  }
}

function faultOf(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return 'A quote that opens in this row is not closed before the file ends. Nothing after it can be read.';
  return `This row cannot be read (${error.message}), nor can anything after it.`;
}

function linesWithin(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    if (cell.includes('\n') || cell.includes('\r')) count += cell.match(/\r\n|\r|\n/g)?.length ?? 0;
  }
  return count;
}

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += SLICE) yield bytes.subarray(at, at + SLICE);
}
