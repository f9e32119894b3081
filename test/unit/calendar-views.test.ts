import { describe, expect, test } from 'vitest';
import type { CalendarData } from '#renderer/features/calendar/calendarStore.ts';
import { type Day, daysFrom } from '#renderer/features/calendar/layout.ts';
import { nextConflict } from '#renderer/features/calendar/nextConflict.ts';
import { pageOf, periodOf, titleOf } from '#renderer/features/calendar/period.ts';
import { agendaOf } from '#renderer/features/calendar/views/agenda.ts';
import { clockChange, hourTicks } from '#renderer/features/calendar/views/hours.ts';
import { laneRowsOf } from '#renderer/features/calendar/views/laneRows.ts';
import { clockWords } from '#renderer/features/calendar/windowWords.ts';
import type { Booking, Occurrence } from '#shared/contract/calendar.ts';
import type { ServiceId, WindowId } from '#shared/domain/ids.ts';
import { bookingFrom } from '#test/support/calendar.ts';

const at = (iso: string) => Date.parse(iso);
const dayOf = (date: string, zone: string): Day => daysFrom(date, 1, zone)[0] as Day;
const ledger = 'svc-ledger' as ServiceId;
const vault = 'svc-vault' as ServiceId;

const booking = (ref: string, from: string, until: string, more: Partial<Booking> = {}) =>
  bookingFrom(ref, at(from), at(until), more);
const window = (name: string, from: string, until: string, more: Partial<Occurrence> = {}): Occurrence => ({
  windowId: name as WindowId,
  name,
  kind: 'allow',
  hard: true,
  traffic: 'usual',
  allDay: false,
  zone: 'UTC',
  local: from,
  startsAt: at(from),
  endsAt: at(until),
  protectionEndsAt: at(until),
  startClock: 'plain',
  endClock: 'plain',
  serviceIds: [],
  environmentIds: [],
  teamIds: [],
  ...more,
});
const data = (part: Partial<CalendarData>): CalendarData => ({
  occurrences: [],
  bookings: [],
  meetings: [],
  trains: [],
  ...part,
});

describe('the ruler of a day', () => {
  test('the spring day of Berlin has no 02:00 and says where it went', () => {
    const day = dayOf('2027-03-28', 'Europe/Berlin');
    const ticks = hourTicks(day, 'Europe/Berlin');
    expect(ticks.map(({ hour }) => hour)).toEqual([0, 1, ...Array.from({ length: 21 }, (_, i) => i + 3)]);
    expect(ticks.filter(({ mark }) => mark !== 'plain')).toMatchObject([{ hour: 3, mark: 'skipped' }]);
    expect(clockChange(day, 'Europe/Berlin')).toBe('23 hours long: 02:00 to 03:00 does not exist');
  });

  test('the autumn day of New York shows 01:00 twice, an hour apart', () => {
    const day = dayOf('2027-11-07', 'America/New_York');
    const ticks = hourTicks(day, 'America/New_York');
    expect(ticks).toHaveLength(25);
    expect(ticks[2]).toMatchObject({ hour: 1, mark: 'again' });
    expect((ticks[2]?.at ?? 0) - (ticks[1]?.at ?? 0)).toBe(3_600_000);
    expect(clockChange(day, 'America/New_York')).toBe('25 hours long: 01:00 to 02:00 comes twice');
  });

  test('Lord Howe sets its clock by half an hour: the ruler stays on full hours', () => {
    const zone = 'Australia/Lord_Howe';
    const spring = dayOf('2027-10-03', zone);
    expect(hourTicks(spring, zone).map(({ hour }) => hour)).not.toContain(2);
    expect(clockChange(spring, zone)).toBe('23.5 hours long: 02:00 to 02:30 does not exist');
    const autumn = dayOf('2027-04-04', zone);
    expect(hourTicks(autumn, zone)).toHaveLength(24);
    expect(clockChange(autumn, zone)).toBe('24.5 hours long: 01:30 to 02:00 comes twice');
  });

  test('a day without a change of clocks says nothing', () => {
    expect(clockChange(dayOf('2027-03-28', 'Asia/Tokyo'), 'Asia/Tokyo')).toBe('');
  });

  test('a window whose edge falls on the change of clocks says so in words', () => {
    expect(clockWords({ startClock: 'skipped', endClock: 'plain' })).toBe(
      'Starts in an hour that the clock skips that night',
    );
    expect(clockWords({ startClock: 'plain', endClock: 'plain' })).toBe('');
  });
});

describe('what a view shows', () => {
  test('a month of four weeks shows the week after it, so that a freeze to its end is seen to end', () => {
    const weeks = periodOf('month', '2027-02-11', 'Europe/Berlin', 1);
    expect(weeks).toHaveLength(5);
    expect(weeks[4]?.[0]?.date).toBe('2027-03-01');
    expect(titleOf('month', weeks, '2027-02-11', 'Europe/Berlin')).toBe('February 2027');
  });

  test('rows meet without a gap, also over a change of clocks', () => {
    const weeks = periodOf('agenda', '2027-03-15', 'Europe/Berlin', 1);
    expect(weeks).toHaveLength(4);
    for (const [i, week] of weeks.entries()) {
      const next = weeks[i + 1]?.[0];
      if (next) expect(week.at(-1)?.endsAt).toBe(next.startsAt);
    }
  });

  test('two weeks of lanes turn two weeks at a time', () => {
    expect(pageOf('lanes', 2)).toEqual({ days: 14 });
    const weeks = periodOf('lanes', '2027-02-28', 'UTC', 2);
    expect(titleOf('lanes', weeks, '2027-02-28', 'UTC')).toBe('22 Feb to 7 March 2027');
  });
});

describe('the agenda', () => {
  test('what runs past midnight is listed on both days, in order of time, and a hidden layer is not', () => {
    const days = daysFrom('2027-02-11', 2, 'UTC');
    const part = data({
      bookings: [booking('CHG-A2', '2027-02-11T23:00Z', '2027-02-12T01:00Z')],
      occurrences: [window('Night', '2027-02-11T22:00Z', '2027-02-12T02:00Z')],
      meetings: [
        {
          id: 'm' as never,
          items: 0,
          ref: 'CAB-A1',
          name: 'Weekly',
          startsAt: at('2027-02-11T09:00Z'),
          endsAt: at('2027-02-11T10:00Z'),
        },
      ],
    });
    expect(
      agendaOf(days, part, []).map(({ entries }) => entries.map(({ key }) => key.split(' ')[0])),
    ).toEqual([
      ['m', 'Night', 'CHG-A2'],
      ['Night', 'CHG-A2'],
    ]);
    expect(agendaOf(days, part, ['allow', 'meeting'])[0]?.entries).toHaveLength(1);
  });
});

describe('lanes', () => {
  const days = daysFrom('2027-02-08', 7, 'UTC');
  const things = [
    { id: ledger, name: 'Ledger' },
    { id: vault, name: 'Vault' },
  ];
  const rowsOf = (part: Partial<CalendarData>) =>
    laneRowsOf({ by: 'service', things, data: data(part), hidden: [], days });

  test('a change of two services stands in both lanes; one of no service is not lost', () => {
    const { rows } = rowsOf({
      bookings: [
        booking('CHG-A1', '2027-02-09T10:00Z', '2027-02-09T11:00Z', { serviceIds: [ledger, vault] }),
        booking('CHG-A2', '2027-02-09T10:00Z', '2027-02-09T11:00Z'),
      ],
    });
    expect(rows.map(({ name, bookings }) => [name, bookings.length])).toEqual([
      ['Ledger', 1],
      ['Vault', 1],
      ['No service named', 1],
    ]);
  });

  test('a window for everything lies on each lane but keeps none from being folded as empty', () => {
    const { rows, empty } = rowsOf({
      occurrences: [
        window('All', '2027-02-09T10:00Z', '2027-02-09T11:00Z'),
        window('Vault only', '2027-02-10T10:00Z', '2027-02-10T11:00Z', { serviceIds: [vault] }),
      ],
    });
    expect(rows.map(({ name, windows }) => [name, windows.length])).toEqual([['Vault', 2]]);
    expect(empty.map(({ name }) => name)).toEqual(['Ledger']);
  });
});

test('the next conflict is the one after the focused one, and a booking without any is passed over', () => {
  const bookings = [
    booking('CHG-A3', '2027-02-10T10:00Z', '2027-02-10T11:00Z', { soft: 1 }),
    booking('CHG-A1', '2027-02-09T10:00Z', '2027-02-09T11:00Z', { hard: 1 }),
    booking('CHG-A2', '2027-02-09T12:00Z', '2027-02-09T13:00Z'),
  ];
  const from = at('2027-02-09T00:00Z');
  expect(nextConflict(bookings, from, null)?.ref).toBe('CHG-A1');
  expect(nextConflict(bookings, from, 'CHG-A1')?.ref).toBe('CHG-A3');
  expect(nextConflict(bookings, from, 'CHG-A3')).toBeNull();
});
