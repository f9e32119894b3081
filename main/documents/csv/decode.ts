import { analyse } from 'chardet';
import type { CsvReading } from '#shared/contract/exchange.ts';

export type CsvEncoding = NonNullable<CsvReading['encoding']>;

/** How the bytes of a table are to be read. */
export type Sniffed =
  | {
      readonly kind: 'text';
      readonly encoding: CsvEncoding;
      /** True when some bytes are not of this encoding: rows that hold them cannot be trusted. */
      readonly damaged: boolean;
      /** What is not certain about the encoding, in a sentence; empty when nothing is. */
      readonly doubt: string;
    }
  | { readonly kind: 'unreadable'; readonly reason: string };

const SAMPLE = 256 * 1024;

/**
 * Finds the encoding of a table from its byte order mark, its NUL bytes, whether it is sound UTF-8, and its letters.
 * `said` is what the person chose; it wins. Refuses what is no text, with what it is where that can be told.
 */
export function sniffEncoding(bytes: Buffer, said?: CsvEncoding): Sniffed {
  if (bytes.length === 0) return unreadable('The file is empty.');
  const known = knownFormat(bytes);
  if (known !== null) return unreadable(known);
  const encoding = said ?? marked(bytes) ?? wide(bytes);
  if (encoding === 'utf-16le' || encoding === 'utf-16be')
    return { kind: 'text', encoding, damaged: bytes.length % 2 === 1, doubt: '' };
  if (isBinary(bytes))
    return unreadable('This is not a table of text. Export the changes as CSV and choose that file.');
  if (encoding === 'utf-8') return { kind: 'text', encoding, damaged: !isUtf8(bytes), doubt: '' };
  if (encoding !== undefined) return { kind: 'text', encoding, damaged: false, doubt: '' };
  if (isUtf8(bytes)) return { kind: 'text', encoding: 'utf-8', damaged: false, doubt: '' };
  if (isMostlyUtf8(bytes)) {
    const doubt = 'Most of the file is UTF-8, some bytes of it are not; rows with such bytes are refused.';
    return { kind: 'text', encoding: 'utf-8', damaged: true, doubt };
  }
  return guessed(bytes);
}

function guessed(bytes: Buffer): Sniffed {
  const names = analyse(bytes.subarray(0, SAMPLE)).map((match) => match.name);
  const western = names.find((name) => name === 'windows-1252' || name === 'ISO-8859-1');
  // The general currency sign is rare: where both would do, its byte is a euro.
  const encoding = !hasC1(bytes) && bytes.includes(0xa4) ? 'iso-8859-15' : 'windows-1252';
  const other = western === undefined ? (names[0] ?? '') : '';
  const doubt = other
    ? `The letters look like ${other}, which is not read here; the file was read as ${encoding}. Save it as UTF-8 if letters are wrong.`
    : `The file is not UTF-8 and was read as ${encoding}; look at letters such as ä or é before importing.`;
  return { kind: 'text', encoding, damaged: false, doubt };
}

function knownFormat(bytes: Buffer): string | null {
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004')
    return 'This is a workbook, not a table of text. Open it in the spreadsheet program and save it as CSV (UTF-8).';
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0')
    return 'This is a workbook of an older kind, not a table of text. Save it as CSV (UTF-8).';
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return 'This is a PDF, not a table of text.';
  return null;
}

/** A byte order mark says it plainly. */
function marked(bytes: Buffer): CsvEncoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

/** UTF-16 without a mark: headings are mostly of letters whose other byte is 0. */
function wide(bytes: Buffer): CsvEncoding | undefined {
  const sample = bytes.subarray(0, 2000);
  let even = 0;
  let odd = 0;
  for (let at = 0; at + 1 < sample.length; at += 2) {
    if (sample[at] === 0) even += 1;
    if (sample[at + 1] === 0) odd += 1;
  }
  const pairs = sample.length / 2;
  if (odd > pairs * 0.4 && even < pairs * 0.1) return 'utf-16le';
  return even > pairs * 0.4 && odd < pairs * 0.1 ? 'utf-16be' : undefined;
}

/** More than one control character in a hundred is no text; a stray NUL is. */
function isBinary(bytes: Buffer): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  let controls = 0;
  for (const byte of sample) if (byte < 9 || (byte > 13 && byte < 32)) controls += 1;
  return controls > 2 && controls > sample.length / 100;
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** A few broken bytes among many sound letters: cut off, or pasted in from elsewhere. */
function isMostlyUtf8(bytes: Buffer): boolean {
  const text = bytes.toString('utf8');
  const broken = text.split('\uFFFD').length - 1;
  const sound = text.match(/[\u0080-\uFFFC]/g)?.length ?? 0;
  return sound - broken > broken * 4;
}

function hasC1(bytes: Buffer): boolean {
  return bytes.some((byte) => byte >= 0x80 && byte < 0xa0);
}

function unreadable(reason: string): Sniffed {
  return { kind: 'unreadable', reason };
}
