import type { ContentLine, Note } from './content-lines.ts';

/** A component as it stands in the file: its own lines, without those of components inside it. */
export type Component = {
  readonly kind: string;
  /** Line of its BEGIN. */
  readonly line: number;
  readonly lines: readonly ContentLine[];
  readonly inside: readonly Component[];
};

/** One VCALENDAR of the file. */
export type Calendar = {
  readonly name: string;
  readonly method: string;
  readonly events: readonly Component[];
  readonly zones: readonly Component[];
};

/** An alarm inside an event inside a calendar is as deep as it gets. */
const DEEPEST = 20;

type Open = { kind: string; line: number; lines: ContentLine[]; inside: Component[] };

/**
 * Finds the calendars of a file, each with its events and zones. `broken` are events without an end, with the line of
 * their BEGIN; `notes` says what else is not as it should be. A file without a calendar gives none.
 */
export function calendarsIn(lines: readonly ContentLine[]): {
  calendars: Calendar[];
  broken: Note[];
  notes: Note[];
} {
  const calendars: Calendar[] = [];
  const broken: Note[] = [];
  const notes: Note[] = [];
  const open: Open[] = [];

  const close = (one: Open) => {
    if (one.kind === 'VCALENDAR') calendars.push(calendarOf(one));
    else open.at(-1)?.inside.push(one);
  };
  const giveUp = (one: Open) => {
    if (one.kind === 'VCALENDAR') {
      notes.push({
        line: one.line,
        what: 'The calendar that begins here has no END:VCALENDAR; the file may be cut off.',
      });
      close(one);
    } else if (one.kind === 'VEVENT')
      broken.push({ line: one.line, what: 'The event that begins here has no END:VEVENT.' });
  };

  for (const one of lines) {
    if (one.name === 'BEGIN') {
      const kind = contentOf(one).trim().toUpperCase();
      // Neither lies inside another event, so what is still open was never ended.
      if (kind === 'VEVENT' || kind === 'VCALENDAR' || kind === 'VTIMEZONE')
        while (open.length > 0 && open.at(-1)?.kind !== 'VCALENDAR') giveUp(open.pop() as Open);
      if (kind === 'VCALENDAR') while (open.length > 0) giveUp(open.pop() as Open);
      if (open.length < DEEPEST) open.push({ kind, line: one.line, lines: [], inside: [] });
    } else if (one.name === 'END') {
      const kind = contentOf(one).trim().toUpperCase();
      if (!open.some((begun) => begun.kind === kind)) continue;
      for (let last = open.pop(); last; last = open.pop()) {
        if (last.kind === kind) {
          close(last);
          break;
        }
        giveUp(last);
      }
    } else open.at(-1)?.lines.push(one);
  }
  while (open.length > 0) giveUp(open.pop() as Open);
  return { calendars, broken, notes };
}

/** Longest name and parameters of a line that are read, in characters: ical.js takes the square of them. */
const LONGEST_HEAD = 10_000;

/** What stands after the name and parameters of a line; empty when these do not end. */
export function contentOf({ text }: ContentLine): string {
  // A quoted parameter may hold a colon.
  let isQuoted = false;
  for (let at = 0; at < text.length && at < LONGEST_HEAD; at++) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === ':' && !isQuoted) return text.slice(at + 1);
  }
  return '';
}

/** Whether name and parameters of a line end where they can be read. */
export function hasHead(line: ContentLine): boolean {
  return line.text.length <= LONGEST_HEAD || contentOf(line) !== '';
}

/** The first line of a property, or undefined. */
export function lineOf(component: Pick<Component, 'lines'>, name: string): ContentLine | undefined {
  return component.lines.find((line) => line.name === name);
}

function calendarOf(one: Open): Calendar {
  const text = (name: string) => {
    const line = lineOf(one, name);
    return line === undefined ? '' : plain(contentOf(line));
  };
  return {
    name: (text('X-WR-CALNAME') || text('NAME')).slice(0, 300),
    method: text('METHOD').toUpperCase(),
    events: one.inside.filter((inner) => inner.kind === 'VEVENT'),
    zones: one.inside.filter((inner) => inner.kind === 'VTIMEZONE'),
  };
}

/** TEXT without its escapes (RFC 5545 section 3.3.11), on one line. */
export function plain(text: string): string {
  return text.replace(/\\([nN,;\\])/g, (_, one: string) => (/n/i.test(one) ? ' ' : one)).trim();
}
