import type { ImportedEdit, ImportedSeries } from '#db/queries/window-import.ts';
import type { ReportLine } from '#shared/contract/exchange.ts';
import { MOST_DAYS } from '#shared/domain/calendar/recurrence.ts';
import type { ReadEvent, ReadWindow } from './event.ts';
import { nameWithin } from './stamps.ts';

type Say = (line: number, severity: ReportLine['severity'], about: string, what: string) => void;

/**
 * Puts the events of one calendar together: those of one UID are a series and its edited occurrences. Of several with
 * one UID (and RECURRENCE-ID) the newest counts, by SEQUENCE, then by its date. `refusedUids` are those of events that
 * could not be read, by their line.
 */
export function seriesOf(
  events: readonly ReadEvent[],
  source: string,
  refusedUids: ReadonlyMap<string, number>,
  say: Say,
): ImportedSeries[] {
  const byUid = Map.groupBy(events, (event) => `${event.uid}\n${event.source ?? source}`);
  return [...byUid.values()].flatMap((own) => {
    const uid = own[0]?.uid ?? '';
    const master = newest(
      own.filter((event) => event.recurrence === null),
      say,
    );
    const refusedAt = refusedUids.get(uid);
    const edits = own.filter((event) => event.recurrence !== null);
    if (master === undefined && refusedAt !== undefined) {
      for (const edit of edits)
        say(
          edit.line,
          'refused',
          edit.window.name,
          `It is an occurrence of the series in line ${refusedAt}, which is refused.`,
        );
      return [];
    }
    const made = seriesFrom(uid, own[0]?.source ?? source, master, edits, say);
    return made === null ? [] : [made];
  });
}

function seriesFrom(
  uid: string,
  source: string,
  master: ReadEvent | undefined,
  edits: readonly ReadEvent[],
  say: Say,
): ImportedSeries | null {
  const named = Map.groupBy(edits, (edit) => occurrenceOf(edit, master?.window));
  const latest = [...named].flatMap(([recurrenceId, own]) => {
    const event = newest(own, say);
    return event === undefined ? [] : [{ recurrenceId, event }];
  });
  if (master === undefined) {
    return {
      uid,
      source,
      line: latest[0]?.event.line ?? 0,
      master: null,
      cancelled: false,
      edits: latest.map((one) => editOf(one)),
    };
  }
  if (master.cancelled) {
    say(master.line, 'adjusted', master.window.name, 'It was cancelled, so it is not kept.');
    return { uid, source, line: master.line, master: null, cancelled: true, edits: [] };
  }
  const special = master.periods.filter((one) => !one.usual);
  for (const one of special)
    say(
      one.line,
      'adjusted',
      master.window.name,
      `The occurrence of ${one.startLocal.replace('T', ' ')} has a length of its own; it was kept as an edited one.`,
    );
  const ofPeriods: ImportedEdit[] = special
    .filter((one) => !named.has(one.startLocal))
    .map(({ startLocal, endLocal, line }) => ({
      recurrenceId: startLocal,
      zone: master.window.zone,
      line,
      window: { ...master.window, startLocal, endLocal, rrule: '', exDates: [], rDates: [] },
    }));
  const all = [...latest.map((one) => editOf(one, master.window)), ...ofPeriods];
  const exDates = [
    ...new Set([...master.window.exDates, ...all.map((edit) => edit.recurrenceId)]),
  ].toSorted();
  if (exDates.length > MOST_DAYS) {
    const what = `More than ${MOST_DAYS} of its occurrences are left out or edited; divide the series.`;
    say(master.line, 'refused', master.window.name, what);
    for (const edit of all)
      say(edit.line, 'refused', master.window.name, `Its series in line ${master.line} is refused.`);
    return null;
  }
  return {
    uid,
    source,
    line: master.line,
    master: { ...master.window, exDates },
    cancelled: false,
    edits: all,
  };
}

/** An edited occurrence does not repeat, whatever its event says. */
function editOf(
  { recurrenceId, event }: { recurrenceId: string; event: ReadEvent },
  series: ReadWindow = event.window,
): ImportedEdit {
  const window = event.cancelled ? null : { ...event.window, rrule: '', exDates: [], rDates: [] };
  return { recurrenceId, zone: series.zone, line: event.line, window };
}

function occurrenceOf(edit: ReadEvent, master: ReadWindow | undefined): string {
  if (edit.recurrence === null) return '';
  return nameWithin(edit.recurrence, master ?? edit.window);
}

/** The newest of events that stand for one thing; says what becomes of the others. */
function newest(events: readonly ReadEvent[], say: Say): ReadEvent | undefined {
  const [kept, ...others] = events.toSorted(
    (a, b) => b.sequence - a.sequence || b.stamp.localeCompare(a.stamp) || a.line - b.line,
  );
  if (kept === undefined) return undefined;
  for (const other of others) {
    if (JSON.stringify(other.window) === JSON.stringify(kept.window) && other.cancelled === kept.cancelled)
      say(other.line, 'adjusted', other.window.name, `The same event stands in line ${kept.line} as well.`);
    else if (other.sequence < kept.sequence || other.stamp < kept.stamp)
      say(other.line, 'adjusted', other.window.name, `A newer version of it stands in line ${kept.line}.`);
    else
      say(
        other.line,
        'refused',
        other.window.name,
        `Another event has the same UID (line ${kept.line}), and nothing says which is newer.`,
      );
  }
  return kept;
}
