import type { ImportedSeries } from '#db/queries/window-import.ts';
import type { IcsAs, ReportLine } from '#shared/contract/exchange.ts';
import { refused } from '#shared/domain/refusal.ts';
import { type Calendar, type Component, calendarsIn, contentOf, lineOf, plain } from './components.ts';
import { contentLines } from './content-lines.ts';
import { type ReadEvent, readEvent, settingOf } from './event.ts';
import { EventFault } from './properties.ts';
import { seriesOf } from './series.ts';

/** Most events that one file may bring: each becomes a rule that every look at the calendar asks. */
export const MOST_EVENTS = 20_000;

/** A refused event, as far as it could be read. */
export type RefusedEvent = { readonly line: number; readonly name: string; readonly uid: string };

export type ReadCalendar = {
  /** Name under which the events are kept. */
  readonly source: string;
  readonly series: readonly ImportedSeries[];
  readonly refused: readonly RefusedEvent[];
  /** Every line, in the order of the file. */
  readonly report: readonly ReportLine[];
};

/**
 * Reads a calendar file (RFC 5545 and what Outlook, Exchange, Google and Apple make of it). Each event is read on its
 * own, so that a broken one does not take the rest. Throws REFUSED for a file that is no calendar or holds too much.
 */
export function readCalendar(
  bytes: Uint8Array,
  as: IcsAs,
  onProgress: (done: number, total: number) => void,
): ReadCalendar {
  const { lines, notes } = contentLines(bytes);
  const found = calendarsIn(lines);
  if (found.calendars.length === 0 && found.broken.length === 0)
    throw refused('This is no calendar file: it holds no line BEGIN:VCALENDAR.');
  const total = found.calendars.reduce((sum, one) => sum + one.events.length, 0);
  if (total > MOST_EVENTS)
    throw refused(
      `The file holds ${total} events; at most ${MOST_EVENTS} are read in at once. Export a shorter time and choose that file.`,
    );

  const report: ReportLine[] = [];
  const refusedEvents: RefusedEvent[] = [];
  for (const note of [...notes, ...found.notes]) report.push({ ...note, about: '', severity: 'adjusted' });
  for (const { line, what } of found.broken) {
    report.push({ line, what, about: '', severity: 'refused' });
    refusedEvents.push({ line, name: '', uid: '' });
  }

  let done = 0;
  const series = found.calendars.flatMap((calendar) => {
    const read = readEvents(calendar, as, () => {
      done += 1;
      if (done % 250 === 0) onProgress(done, total);
    });
    // One by one: a file may give more remarks than a call takes arguments.
    for (const line of read.report) report.push(line);
    for (const one of read.refused) refusedEvents.push(one);
    return read.series;
  });
  if (total === 0 && found.broken.length === 0)
    report.push({ line: 1, about: '', severity: 'adjusted', what: 'The calendar holds no events.' });
  onProgress(total, total);
  return {
    source: as.source || (found.calendars.find((one) => one.name !== '')?.name ?? ''),
    series: series.toSorted((a, b) => a.line - b.line),
    refused: refusedEvents.toSorted((a, b) => a.line - b.line),
    report: report.toSorted((a, b) => a.line - b.line),
  };
}

function readEvents(
  calendar: Calendar,
  as: IcsAs,
  onEvent: () => void,
): Pick<ReadCalendar, 'series' | 'refused' | 'report'> {
  const report: ReportLine[] = [];
  const refusedEvents: RefusedEvent[] = [];
  const refusedUids = new Map<string, number>();
  const setting = settingOf(calendar.zones, as, calendar.method);
  const events: ReadEvent[] = [];
  for (const event of calendar.events) {
    onEvent();
    try {
      const read = readEvent(event, setting);
      events.push(read);
      for (const note of read.notes) report.push({ ...note, about: read.window.name, severity: 'adjusted' });
    } catch (error) {
      if (!(error instanceof EventFault)) throw error;
      const name = textOf(event, 'SUMMARY');
      const uid = textOf(event, 'UID');
      report.push({ line: error.line, about: name, severity: 'refused', what: error.message });
      refusedEvents.push({ line: event.line, name, uid });
      if (uid !== '' && lineOf(event, 'RECURRENCE-ID') === undefined) refusedUids.set(uid, event.line);
    }
  }
  const series = seriesOf(events, as.source || calendar.name, refusedUids, (line, severity, about, what) => {
    report.push({ line, severity, about, what });
    if (severity === 'refused') refusedEvents.push({ line, name: about, uid: '' });
  });
  return { series, refused: refusedEvents, report };
}

function textOf(event: Component, name: string): string {
  const line = lineOf(event, name);
  return line === undefined ? '' : plain(contentOf(line)).slice(0, 300);
}
