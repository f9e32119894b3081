import { Temporal } from 'temporal-polyfill';
import type { CsvReading } from '#shared/contract/exchange.ts';
import { MINUTE, type PlannedTime, planTimeAt } from '../time.ts';

export type DateOrder = NonNullable<CsvReading['dates']>;
/** What one date tells about the order in the whole table; `either` = both readings exist, `none` = nothing. */
export type DateClue = DateOrder | 'either' | 'none';

/** A date as it was read. `at` keeps seconds; `time` is what can be planned. Each note is a sentence about what was assumed. */
export type DateRead =
  | {
      readonly ok: true;
      readonly at: number;
      readonly time: PlannedTime;
      readonly dateOnly: boolean;
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly reason: string };

type Parts = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
  readonly dateOnly: boolean;
  /** `+01:00`, `Z`, or empty. */
  readonly offset: string;
  /** IANA zone, or empty. */
  readonly zone: string;
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const GERMAN: Readonly<Record<string, number>> = { mär: 3, mrz: 3, mae: 3, mai: 5, okt: 10, dez: 12 };
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(Z|)$/;
const NUMBERS = /^(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)/;
const DAY_NAME = /^(\d{1,2})\.?[-/ ]([\p{L}]{3,9})\.?[-/ ,]+(\d{4}|\d{2})(?!\d)/u;
const NAME_DAY = /^([\p{L}]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/u;
const TIME =
  /^(?:T|\s*,?\s*(?:at\s|um\s)?)\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?(?![a-z]))?(?:\s*uhr)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?\s*(?:\[([\w/+-]+)\]|([A-Za-z_]+\/[\w/+-]+))?$/i;

/** What a date tells about the order of day and month. Dots are used where the day stands first. */
export function clueOf(text: string): DateClue {
  const trimmed = text.trim().replace(WEEKDAY, '');
  if (YEAR_FIRST.test(trimmed) || COMPACT.test(trimmed)) return 'iso';
  const [, first, sign, second] = NUMBERS.exec(trimmed) ?? [];
  if (first === undefined) return 'none';
  const [a, b] = [Number(first), Number(second)];
  if (a > 12 && b > 12) return 'none';
  if (a > 12) return 'day first';
  if (b > 12) return 'month first';
  return sign === '.' ? 'day first' : 'either';
}

/** Turns local times of one table into instants; remembers the offset of each day, for a table names few days often. */
export type LocalClock = (local: string, zone: string) => { readonly at: number; readonly note: string };

/** A clock as {@link planTime} reads it (skipped hours move forward, doubled ones mean the first pass), and says so. */
export function createLocalClock(): LocalClock {
  const offsets = new Map<string, number | null>();
  return (local, zone) => {
    const wall = Date.parse(`${local}Z`);
    const key = `${zone} ${local.slice(0, 10)}`;
    let offset = offsets.get(key);
    if (offset === undefined) {
      const midnight = Date.parse(`${local.slice(0, 10)}T00:00Z`);
      const [before, after] = [
        offsetAt(midnight - 16 * 60 * MINUTE, zone),
        offsetAt(midnight + 40 * 60 * MINUTE, zone),
      ];
      offset = before === after ? before : null;
      offsets.set(key, offset);
    }
    if (offset !== null) return { at: wall - offset, note: '' };
    return aroundChange(local, zone);
  };
}

/**
 * Reads a date with or without time, offset and zone. What names no zone is read in `zone`; `order` decides where the
 * day or the month could stand first. Answers with a sentence when it is no date that can be planned.
 */
export function readDate(text: string, order: DateOrder, zone: string, clock: LocalClock): DateRead {
  const parts = partsOf(text.trim().replace(/\s+/g, ' ').replace(WEEKDAY, ''), order);
  if (typeof parts === 'string') return { ok: false, reason: parts };
  try {
    return placed(parts, zone, clock);
  } catch {
    return { ok: false, reason: 'names a zone or an offset that is not known, or that do not fit together' };
  }
}

function placed(parts: Parts, zone: string, clock: LocalClock): DateRead {
  const local = `${pad(parts.year, 4)}-${pad(parts.month)}-${pad(parts.day)}T${pad(parts.hour)}:${pad(parts.minute)}`;
  const notes: string[] = [];
  const rest = parts.second * 1000 + parts.ms;
  const within = parts.zone || zone;
  if (parts.offset !== '') {
    const at = Date.parse(`${local}${parts.offset}`);
    const time = planTimeAt(at, within);
    if (parts.zone !== '' && time.local !== local)
      return { ok: false, reason: `has an offset that ${parts.zone} does not have then` };
    return { ok: true, at: at + rest, time, dateOnly: parts.dateOnly, notes };
  }
  const { at, note } = clock(local, within);
  if (note !== '') notes.push(note);
  const moved = note !== '' && !note.startsWith('comes twice');
  const time = moved ? planTimeAt(at, within) : { local, zone: within, at };
  return { ok: true, at: at + rest, time, dateOnly: parts.dateOnly, notes };
}

function aroundChange(local: string, zone: string): { at: number; note: string } {
  const wall = Temporal.PlainDateTime.from(local);
  const [early, late] = (['earlier', 'later'] as const).map(
    (disambiguation) => wall.toZonedDateTime(zone, { disambiguation }).epochMilliseconds,
  ) as [number, number];
  const at = wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
  if (early === late) return { at, note: '' };
  if (at === early) return { at, note: `comes twice that night in ${zone}; the first is meant` };
  const told = planTimeAt(at, zone).local.slice(11);
  return { at, note: `does not exist in ${zone}, the clocks go forward then; it became ${told}` };
}

function partsOf(text: string, order: DateOrder): Parts | string {
  if (/^\d{4,6}([.,]\d+)?$/.test(text))
    return 'is a number, as a spreadsheet keeps dates; give the column a date format and save it again';
  const date = dateOf(text, order);
  if (typeof date === 'string') return date;
  const { year, month, day, rest } = date;
  const time = rest.trim() === '' ? NO_TIME : timeOf(rest);
  if (typeof time === 'string') return time;
  const days = new Date(Date.UTC(2000, month, 0)).getUTCDate();
  const leap = month === 2 && day === 29 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0));
  if (month < 1 || month > 12 || day < 1 || day > days || leap) return 'is a date that does not exist';
  if (year < 1000) return 'is in a year that cannot be planned';
  return { year, month, day, ...time };
}

const NO_TIME = { hour: 0, minute: 0, second: 0, ms: 0, dateOnly: true, offset: '', zone: '' };

function dateOf(
  text: string,
  order: DateOrder,
): { year: number; month: number; day: number; rest: string } | string {
  const compact = COMPACT.exec(text);
  if (compact) {
    const [, year, month, day, hour, minute, second = '00', utc] = compact;
    return { ...numbers(year, month, day), rest: `T${hour}:${minute}:${second}${utc}` };
  }
  const iso = YEAR_FIRST.exec(text);
  if (iso) return { ...numbers(iso[1], iso[3], iso[4]), rest: text.slice(iso[0].length) };
  const plain = NUMBERS.exec(text);
  if (plain) {
    const rest = text.slice(plain[0].length);
    if (order === 'iso') return 'is not written with the year first';
    const [day, month] = order === 'day first' ? [plain[1], plain[3]] : [plain[3], plain[1]];
    if (Number(month) > 12) return `is no date with the ${order === 'day first' ? 'day' : 'month'} first`;
    return { ...numbers(fullYear(plain[4]), month, day), rest };
  }
  const dayName = DAY_NAME.exec(text);
  if (dayName) {
    const rest = text.slice(dayName[0].length);
    return named(dayName[2], fullYear(dayName[3]), dayName[1], rest);
  }
  const nameDay = NAME_DAY.exec(text);
  if (nameDay) return named(nameDay[1], nameDay[3], nameDay[2], text.slice(nameDay[0].length));
  return 'is not a date that can be read, such as 2027-02-11 22:00';
}

function named(name: string | undefined, year: string | undefined, day: string | undefined, rest: string) {
  const short = (name ?? '').slice(0, 3).toLowerCase();
  const month = MONTHS.indexOf(short) + 1 || GERMAN[short];
  if (!month) return `names a month that is not known, ${name}`;
  return { ...numbers(year, String(month), day), rest };
}

function timeOf(rest: string): Omit<Parts, 'year' | 'month' | 'day'> | string {
  const match = TIME.exec(rest);
  if (!match) return `has a time of day or a zone that cannot be read, “${rest.trim()}”`;
  const [, hours, minutes, seconds = '0', fraction = '', half, offset = '', bracket, bare] = match;
  const spoken = Number(hours);
  if (half && (spoken < 1 || spoken > 12)) return 'has a time of day that does not exist';
  const hour = half ? (spoken % 12) + (/^p/i.test(half) ? 12 : 0) : spoken;
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59)
    return 'has a time of day that does not exist';
  return {
    hour,
    minute: Number(minutes),
    second: Number(seconds),
    ms: Number(fraction.slice(0, 3).padEnd(3, '0')),
    dateOnly: false,
    offset: offsetOf(offset),
    zone: bracket ?? bare ?? '',
  };
}

function offsetOf(text: string): string {
  if (/^(z|utc|gmt)$/i.test(text)) return 'Z';
  const [, sign, hours, minutes = '00'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(text) ?? [];
  return sign === undefined ? '' : `${sign}${hours}:${minutes}`;
}

function offsetAt(at: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
}

function fullYear(text: string | undefined): string {
  if (text === undefined || text.length === 4) return text ?? '';
  return Number(text) < 70 ? `20${text}` : `19${text}`;
}

function numbers(year: string | undefined, month: string | undefined, day: string | undefined) {
  return { year: Number(year), month: Number(month), day: Number(day) };
}

function pad(value: number, length = 2): string {
  return String(value).padStart(length, '0');
}
