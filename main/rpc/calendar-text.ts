import { bookedBatches } from '#db/queries/bookables.ts';
import { meetingMarksIn } from '#db/queries/cab.ts';
import { planningFacts } from '#db/queries/planning-facts.ts';
import { trainMarksIn } from '#db/queries/trains.ts';
import { listWindows } from '#db/queries/windows.ts';
import { workspaceRow } from '#db/queries/workspace.ts';
import type { ReadDb } from '#db/read.ts';
import { createTurns } from '#db/turns.ts';
import type { WrittenBooking } from '#main/documents/ics/write.ts';
import type { WindowRule } from '#shared/contract/calendar.ts';
import type { ExportLayer } from '#shared/contract/exchange.ts';
import { occurrencesOf } from '#shared/domain/calendar/recurrence.ts';

type Asked = {
  readonly from: number;
  readonly until: number;
  readonly layers: readonly ExportLayer[];
  /** DTSTAMP of the events, ms UTC. */
  readonly stamp: number;
};

/** The calendar of [from, until) as iCalendar text: rules as a whole, where any occurrence of theirs lies in it. */
export async function calendarText(db: ReadDb, { from, until, layers, stamp }: Asked): Promise<string> {
  const shows = (layer: ExportLayer) => layers.includes(layer);
  // Loaded when it is first needed: the start of the program does not wait for it.
  const { writeCalendar } = await import('#main/documents/ics/write.ts');
  return writeCalendar({
    name: workspaceRow(db)?.name ?? 'Slipway',
    stamp,
    windows: await windowsIn(
      listWindows(db).filter((rule) => shows(rule.kind)),
      from,
      until,
    ),
    bookings:
      shows('release') || shows('change')
        ? (await plannedIn(db, from, until)).filter((one) => shows(one.kind))
        : [],
    meetings: shows('meeting') ? meetingMarksIn(db, from, until) : [],
    trains: shows('train') ? trainMarksIn(db, from, until) : [],
  });
}

/** Rules that happen in the range; a series and its edited occurrences stay together. */
async function windowsIn(rules: readonly WindowRule[], from: number, until: number): Promise<WindowRule[]> {
  const turn = createTurns();
  const found = new Set<string>();
  for (const rule of rules) {
    if (occurrencesOf(rule, from, until).length > 0) found.add(rule.seriesId ?? rule.id);
    await turn();
  }
  return rules.filter((rule) => found.has(rule.seriesId ?? rule.id));
}

async function plannedIn(db: ReadDb, from: number, until: number): Promise<WrittenBooking[]> {
  const planned: WrittenBooking[] = [];
  for await (const batch of bookedBatches(db, planningFacts(db), from, until, 'all'))
    for (const { bookable, state } of batch)
      planned.push({
        kind: bookable.subject.kind,
        id: bookable.subject.id,
        ref: bookable.ref,
        title: bookable.title,
        state,
        startsAt: bookable.startsAt,
        endsAt: bookable.endsAt,
        tentative: bookable.status === 'tentative',
      });
  return planned;
}
