import { createHash } from 'node:crypto';
import { type WindowRule, windowRule } from '#shared/contract/calendar.ts';
import type { IcsAs } from '#shared/contract/exchange.ts';

import { checkDays, checkWindowRule } from '#shared/domain/calendar/recurrence.ts';
import { wallOf } from '#shared/domain/time.ts';

import type { Component } from './components.ts';
import type { Note } from './content-lines.ts';
import { lengthOf, type Period, periodsOf } from './lengths.ts';
import { ownFields } from './own.ts';
import { EventFault, type EventProperty, propertiesOf, ruleOf } from './properties.ts';
import { localIn, nameWithin, type Place, type Placed, stampOf, startsByRule, wallPlus } from './stamps.ts';
import { untilInUtc } from './until.ts';
import { createZoneFinder, type ZoneFinder } from './zones.ts';

/** What an event of a file says about time, as the fields of a window rule. */
export type ReadWindow = Omit<WindowRule, 'id' | 'seriesId' | 'recurrenceId' | 'uid' | 'source'>;

export type ReadEvent = {
  readonly line: number;
  readonly uid: string;
  readonly window: ReadWindow;
  /** The occurrence of its series that this event stands for, and the line that says so. */
  readonly recurrence: (Placed & { readonly line: number }) | null;
  /** Occurrences of another length than the rest (RDATE;VALUE=PERIOD). */
  readonly periods: readonly Period[];
  readonly cancelled: boolean;
  /** Which of several events with one UID is the newest. */
  readonly sequence: number;
  readonly stamp: string;
  /** Calendar the window was imported from before it was handed on by Slipway. */
  readonly source: string | null;
  readonly notes: readonly Note[];
};

export type EventSetting = {
  readonly as: IcsAs;
  readonly zone: ZoneFinder;
  readonly cancels: boolean;
  /** Zones of which the report has said already what they were taken as. */
  readonly told: Set<string>;
};

/** The setting of the events of one calendar. */
export function settingOf(zones: readonly Component[], as: IcsAs, method: string): EventSetting {
  return { as, zone: createZoneFinder(zones, as.zone), cancels: method === 'CANCEL', told: new Set() };
}

/** Reads one event. Throws EventFault with the reason why it cannot be kept. */
export function readEvent(event: Component, setting: EventSetting): ReadEvent {
  const properties = propertiesOf(event);
  const first = (name: string) => properties.get(name)?.[0];
  const text = (name: string) => String(first(name)?.values[0] ?? '').trim();
  const notes: Note[] = [];
  const own = ownFields(text, first('X-SLIPWAY-KIND')?.line ?? event.line);

  const startProperty = first('DTSTART');
  if (startProperty === undefined) throw new EventFault(event.line, 'The event has no DTSTART.');
  const { rrule, line: ruleLine } = ruleOf(event);
  const repeats = rrule !== '' || properties.has('RDATE');
  const place = placing(setting, notes, yearsOf(startProperty, rrule), own.zone, repeats);

  const start = place(startProperty, startProperty.values[0]);
  const end = endOf(start, event, first('DTEND'), first('DURATION'), place);
  const allDay =
    start.isDate ||
    (text('X-MICROSOFT-CDO-ALLDAYEVENT').toUpperCase() === 'TRUE' &&
      start.local.endsWith('T00:00') &&
      end.local.endsWith('T00:00'));
  if (start.second > 0 || end.second > 0)
    notes.push({
      line: startProperty.line,
      what: 'Seconds are not kept: the start was rounded down, the end up.',
    });

  const series = { zone: start.zone, startLocal: start.local, allDay };
  const named = (name: string) =>
    (properties.get(name) ?? []).flatMap((one) =>
      one.values.flatMap((value) => {
        if (Array.isArray(value)) return [];
        const placed = place(one, value, start.zone);
        if (placed.isDate && !allDay)
          notes.push({
            line: one.line,
            what: `${name} is a day here; the occurrence of that day was meant.`,
          });
        return nameWithin(placed, series);
      }),
    );
  const exDates = sorted(named('EXDATE'));
  const periods = periodsOf(properties.get('RDATE') ?? [], place, series, end.local);
  const rDates = sorted([...named('RDATE'), ...periods.map((one) => one.startLocal)]);

  const window: ReadWindow = {
    name: nameOf(text('SUMMARY'), first('SUMMARY')?.line ?? event.line, notes),
    kind: own.kind ?? setting.as.kind,
    hard: own.hard ?? setting.as.hard,
    traffic: own.traffic ?? setting.as.traffic,
    protectionMinutes: own.protectionMinutes ?? setting.as.protectionMinutes,
    serviceIds: own.serviceIds ?? setting.as.serviceIds,
    environmentIds: own.environmentIds ?? setting.as.environmentIds,
    teamIds: own.teamIds ?? setting.as.teamIds,
    zone: start.zone,
    startLocal: start.local,
    endLocal: end.second > 0 ? wallPlus(end.local, 1) : end.local,
    allDay,
    rrule: untilInUtc(rrule, { ...series, floating: isFloating(startProperty, start) }, (what) =>
      notes.push({ line: ruleLine, what }),
    ),
    exDates,
    rDates: rDates.filter((local) => local !== start.local),
  };
  judge(window, {
    start: startProperty.line,
    rule: ruleLine,
    days: (first('EXDATE') ?? first('RDATE') ?? event).line,
  });
  const synchronised = withFirst(window, own.kind !== null, startProperty.line, notes);

  const at = first('RECURRENCE-ID');
  if (at?.params.range !== undefined)
    throw new EventFault(
      at.line,
      'A change of this and all later occurrences (RANGE=THISANDFUTURE) is not supported; end the series and begin another.',
    );
  return {
    line: event.line,
    uid: uidOf(text('UID'), window, event.line, notes),
    window: synchronised,
    recurrence: at === undefined ? null : { ...place(at, at.values[0], start.zone), line: at.line },
    periods,
    cancelled: setting.cancels || text('STATUS').toUpperCase() === 'CANCELLED',
    sequence: Number(text('SEQUENCE')) || 0,
    stamp: text('LAST-MODIFIED') || text('DTSTAMP'),
    source: own.source,
    notes,
  };
}

function placing(
  { as, zone, told }: EventSetting,
  notes: Note[],
  [fromYear, untilYear]: readonly [number, number],
  ownZone: string | null,
  repeats: boolean,
): Place {
  return (property, value, usual = as.zone) => {
    const stamp = stampOf(value);
    if (stamp === null)
      throw new EventFault(property.line, `“${short(writtenAs(property, value))}” is not a date or time.`);
    if (stamp.isDate) return { ...stamp, zone: ownZone ?? as.zone };
    const tzid = String(property.params.tzid ?? '');
    if (stamp.utc && tzid === '') return { ...stamp, zone: 'UTC' };
    if (tzid === '') return { ...stamp, zone: usual };
    if (stamp.utc) {
      notes.push({
        line: property.line,
        what: 'The time ends in Z and names a zone as well; it was read as UTC.',
      });
      return { ...stamp, zone: 'UTC' };
    }
    const found = zone(tzid, fromYear, untilYear);
    if (found === null)
      throw new EventFault(
        property.line,
        `The time zone “${short(tzid)}” is not known, and the file does not say what its hours are.`,
      );
    if (found.zone !== null) {
      if (found.byHours && !told.has(tzid)) {
        told.add(tzid);
        notes.push({
          line: property.line,
          what: `The time zone “${short(tzid)}” was taken as ${found.zone}, which keeps the same hours.`,
        });
      }
      return { ...stamp, zone: found.zone };
    }
    if (repeats)
      throw new EventFault(
        property.line,
        `No known time zone keeps the hours of “${short(tzid)}”, so its later occurrences cannot be placed.`,
      );
    const wall = wallOf(stamp.local);
    const offset = found.rules.offsetAtWall(wall);
    notes.push({
      line: property.line,
      what: `No known time zone keeps the hours of “${short(tzid)}”; the time was kept in UTC, by the offset the file gives.`,
    });
    return { ...stamp, zone: 'UTC', local: wallPlus(stamp.local, -offset / 60_000) };
  };
}

function writtenAs({ values, written }: EventProperty, value: unknown): string {
  return values.length === 1 && written !== '' ? written : String(value);
}

/** Years in which the hours of the event's zone matter: to its UNTIL, else five years, at most ten. */
function yearsOf(start: EventProperty, rrule: string): readonly [number, number] {
  const from = Number(String(start.values[0]).slice(0, 4)) || 2000;
  if (rrule === '') return [from, from];
  const until = Number(/UNTIL=(\d{4})/.exec(rrule)?.[1] ?? from + 5);
  return [from, Math.min(Math.max(until, from), from + 10)];
}

function endOf(
  start: Placed,
  event: Component,
  end: EventProperty | undefined,
  duration: EventProperty | undefined,
  place: Place,
): { local: string; second: number } {
  if (end !== undefined) {
    const placed = place(end, end.values[0], start.zone);
    if (placed.isDate !== start.isDate)
      throw new EventFault(
        end.line,
        'DTSTART and DTEND are not of one kind: one is a day, the other a time.',
      );
    return { local: localIn(placed, start.zone), second: placed.second };
  }
  if (duration !== undefined) return { local: lengthOf(duration, start), second: 0 };
  if (start.isDate) return { local: wallPlus(start.local, 24 * 60), second: 0 };
  throw new EventFault(
    event.line,
    'The event has a start only, neither DTEND nor DURATION: a window lasts for some time.',
  );
}

function isFloating(property: EventProperty, start: Placed): boolean {
  return !start.isDate && !start.utc && property.params.tzid === undefined;
}

function nameOf(summary: string, line: number, notes: Note[]): string {
  const name = summary.replace(/\s+/g, ' ').toWellFormed();
  if (name === '') {
    notes.push({ line, what: 'The event has no SUMMARY; it was named “Without a title”.' });
    return 'Without a title';
  }
  if (name.length <= 200) return name;
  notes.push({ line, what: 'The title was cut to 200 characters.' });
  return `${name.slice(0, 199)}…`.toWellFormed();
}

/** Events without a UID, or with an endless one, are known again by what they hold. */
function uidOf(uid: string, window: ReadWindow, line: number, notes: Note[]): string {
  if (uid !== '' && uid.length <= 300) return uid;
  if (uid !== '') return `sha256:${hashOf(uid)}`;
  notes.push({ line, what: 'The event has no UID; it is known again by its title and start.' });
  return `no-uid:${hashOf(`${window.name}\n${window.zone}\n${window.startLocal}`)}`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const kept = windowRule.omit({ id: true, seriesId: true, recurrenceId: true, uid: true, source: true });

function judge(window: ReadWindow, lines: { start: number; rule: number; days: number }): void {
  const tooMany = checkDays(window);
  if (tooMany !== null) throw new EventFault(lines.days, tooMany);
  const fault = checkWindowRule(window);
  if (fault !== null) {
    const withoutRule = checkWindowRule({ ...window, rrule: '' });
    throw new EventFault(withoutRule === null ? lines.rule : lines.start, withoutRule ?? fault);
  }
  const parsed = kept.safeParse(window);
  if (parsed.success) return;
  const [issue] = parsed.error.issues;
  if (issue?.path[0] === 'rrule') throw new EventFault(lines.rule, 'The rule is longer than can be kept.');
  throw new EventFault(lines.start, `${issue?.message ?? 'The event cannot be kept'}.`);
}

/**
 * A first start that its rule does not give: RFC 5545 leaves open what it means, the programs of the trade show it. Here
 * it does not count by itself, so it joins as one more day; in an event that Slipway wrote it is left out on purpose.
 */
function withFirst(window: ReadWindow, own: boolean, line: number, notes: Note[]): ReadWindow {
  if (window.rrule === '' || startsByRule(window)) return window;
  const others = window.exDates.filter((local) => local !== window.startLocal);
  if (own) return { ...window, exDates: others };
  if (others.length < window.exDates.length) return window;
  const rDates = sorted([...window.rDates, window.startLocal]);
  const tooMany = checkDays({ rDates });
  if (tooMany !== null) throw new EventFault(line, tooMany);
  notes.push({ line, what: 'The rule does not give the first day; it was kept beside the others.' });
  return { ...window, rDates };
}

function sorted(locals: readonly string[]): string[] {
  return [...new Set(locals)].toSorted();
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
