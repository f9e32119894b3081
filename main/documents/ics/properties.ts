import ICAL from 'ical.js';
import { type Component, contentOf, hasHead } from './components.ts';
import type { ContentLine } from './content-lines.ts';

/** Says why an event is not imported, and by which line of the file. */
export class EventFault extends Error {
  readonly line: number;

  constructor(line: number, what: string) {
    super(what);
    this.line = line;
  }
}

/** A property of an event: its values as ical.js reads them, and the line it stands in. */
export type EventProperty = {
  readonly line: number;
  readonly params: Readonly<Record<string, string | readonly string[]>>;
  readonly values: readonly unknown[];
  /** Beginning of what stands in the file: ical.js hands on a broken date in a shape of its own. */
  readonly written: string;
};

/** What is read of an event; everything else may be as broken as it likes. Rules are read as text, by `ruleOf`. */
const READ = new Set([
  'UID',
  'SUMMARY',
  'DTSTART',
  'DTEND',
  'DURATION',
  'EXDATE',
  'RDATE',
  'RECURRENCE-ID',
  'STATUS',
  'SEQUENCE',
  'DTSTAMP',
  'LAST-MODIFIED',
  'X-MICROSOFT-CDO-ALLDAYEVENT',
]);

/** The properties of an event by name, each read by ical.js. Throws EventFault with the line that cannot be read. */
export function propertiesOf(event: Component): ReadonlyMap<string, readonly EventProperty[]> {
  const lines = event.lines.filter((line) => READ.has(line.name) || line.name.startsWith('X-SLIPWAY-'));
  const found = new Map<string, EventProperty[]>();
  const endless = lines.find((line) => !hasHead(line));
  if (endless !== undefined) unreadable(endless);
  const properties = parsed(lines) ?? lines.flatMap((line) => parsed([line]) ?? unreadable(line));
  properties.forEach(([name, params, , ...values], at) => {
    const { line, written } = whereOf(lines[at], event.line);
    const property = { line, params, values, written };
    const same = found.get(name.toUpperCase());
    // Added to the list, not copied: an event may hold a property a million times.
    if (same === undefined) found.set(name.toUpperCase(), [property]);
    else same.push(property);
  });
  return found;
}

function whereOf(line: ContentLine | undefined, otherwise: number): { line: number; written: string } {
  if (line === undefined) return { line: otherwise, written: '' };
  return { line: line.line, written: contentOf(line).slice(0, 60) };
}

type Parsed = [string, EventProperty['params'], string, ...unknown[]];

/** One array per line, or null when ical.js cannot read them together. */
function parsed(lines: readonly ContentLine[]): Parsed[] | null {
  try {
    const [, properties] = ICAL.parse(['BEGIN:VEVENT', ...lines.map(quoted), 'END:VEVENT'].join('\r\n')) as [
      string,
      Parsed[],
    ];
    return properties.length === lines.length ? properties : null;
  } catch {
    return null;
  }
}

/** Exchange forgets the quotes around names of zones with a colon or comma: `TZID=(UTC+01:00) Amsterdam, Berlin`. */
function quoted({ text }: ContentLine): string {
  const line = text.trimEnd();
  const end = line.lastIndexOf(':');
  const [, name, tzid = ''] = /^([\w-]+);TZID=([^";]*)$/i.exec(line.slice(0, end)) ?? [];
  if (name === undefined || !/[:,]/.test(tzid)) return line;
  return `${name};TZID="${tzid}"${line.slice(end)}`;
}

function unreadable(line: ContentLine): never {
  throw new EventFault(line.line, `${line.name} cannot be read: “${line.text.slice(0, 60)}”.`);
}

/** The recurrence rule of an event as text; empty when it happens once. Throws EventFault for more than one. */
export function ruleOf(event: Component): { readonly rrule: string; readonly line: number } {
  const rules = event.lines.filter((line) => line.name === 'RRULE');
  const excluded = event.lines.find((line) => line.name === 'EXRULE');
  if (excluded !== undefined)
    throw new EventFault(excluded.line, 'EXRULE is not supported; days that are left out stand in EXDATE.');
  if (rules.length > 1)
    throw new EventFault(rules[1]?.line ?? event.line, 'An event has one RRULE; this is its second.');
  const [rule] = rules;
  if (rule === undefined) return { rrule: '', line: event.line };
  return { rrule: contentOf(rule).trim().replace(/;+$/, '').toUpperCase(), line: rule.line };
}
