import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  daysFrom,
  hourMarks,
  instantAt,
  monthOf,
  moveDate,
  touches,
  weekOf,
  xIn,
} from '#renderer/features/calendar/layout.ts';
import { fitLanes, growLabels, packLanes, shareLanes } from '#renderer/features/calendar/views/lanes.ts';
import { dayKey } from '#renderer/lib/format.ts';

const HOUR = 3_600_000;
const at = (iso: string) => Date.parse(iso);

describe('days of Europe/Berlin', () => {
  test('the spring day has 23 hours and the days beside it still meet', () => {
    const [sat, sun, mon] = daysFrom('2027-03-27', 3, 'Europe/Berlin');
    expect(sat && sat.endsAt - sat.startsAt).toBe(24 * HOUR);
    expect(sun && sun.endsAt - sun.startsAt).toBe(23 * HOUR);
    expect(sun?.startsAt).toBe(at('2027-03-27T23:00Z'));
    expect(mon?.startsAt).toBe(at('2027-03-28T22:00Z'));
    expect(sat?.endsAt).toBe(sun?.startsAt);
  });

  test('the autumn day has 25 hours', () => {
    const [sun] = daysFrom('2027-10-31', 1, 'Europe/Berlin');
    expect(sun && sun.endsAt - sun.startsAt).toBe(25 * HOUR);
  });

  test('noon stands in the middle of an ordinary day and an hour early in the share of the spring day', () => {
    const days = daysFrom('2027-03-27', 2, 'Europe/Berlin');
    expect(xIn(days, at('2027-03-27T11:00Z'))).toBeCloseTo(0.5);
    expect(xIn(days, at('2027-03-28T10:00Z'))).toBeCloseTo(1 + 11 / 23);
  });

  test('the doubled hour is drawn in order, not on top of itself', () => {
    const days = daysFrom('2027-10-31', 1, 'Europe/Berlin');
    const first = xIn(days, at('2027-10-31T00:30Z'));
    const second = xIn(days, at('2027-10-31T01:30Z'));
    expect(second - first).toBeCloseTo(1 / 25);
  });

  test('a place on the row gives back the instant that stands there, on 23- and 25-hour days too', () => {
    for (const first of ['2027-03-22', '2027-10-25', '2027-02-08']) {
      const days = daysFrom(first, 7, 'Europe/Berlin');
      const start = days[0]?.startsAt ?? 0;
      const end = days.at(-1)?.endsAt ?? 0;
      for (let at = start; at < end; at += 15 * 60_000) expect(instantAt(days, xIn(days, at))).toBe(at);
      expect(instantAt(days, -1)).toBe(start);
      expect(instantAt(days, 9)).toBe(end);
    }
  });

  test('hour marks skip the hour that does not exist', () => {
    expect(hourMarks('2027-03-28', [1, 2, 6], 'Europe/Berlin')).toEqual([
      { hour: 1, at: at('2027-03-28T00:00Z') },
      { hour: 6, at: at('2027-03-28T04:00Z') },
    ]);
  });

  test('a day whose midnight does not exist starts at its first moment', () => {
    // Cairo moved from 00:00 to 01:00 on 28 April 2023
    const [day] = daysFrom('2023-04-28', 1, 'Africa/Cairo');
    expect(day?.startsAt).toBe(at('2023-04-27T22:00Z'));
    expect(day && day.endsAt - day.startsAt).toBe(23 * HOUR);
  });
});

describe('weeks and months', () => {
  test('February 2027 is four weeks, March 2026 six, each Monday to Sunday', () => {
    expect(monthOf('2027-02-11', 'Europe/Berlin')).toHaveLength(4);
    const march = monthOf('2026-03-31', 'Europe/Berlin');
    expect(march).toHaveLength(6);
    expect(march[0]?.[0]?.date).toBe('2026-02-23');
    expect(march[5]?.[6]?.date).toBe('2026-04-05');
  });

  test('the week of a Sunday starts the Monday before', () => {
    expect(weekOf('2027-02-14', 'UTC')[0]?.date).toBe('2027-02-08');
  });

  test('a month on from 31 January is the end of February', () => {
    expect(moveDate('2027-01-31', { months: 1 })).toBe('2027-02-28');
  });

  test('the date of an instant depends on the zone', () => {
    expect(dayKey(at('2027-02-11T23:30Z'), 'Europe/Berlin')).toBe('2027-02-12');
    expect(dayKey(at('2027-02-11T23:30Z'), 'UTC')).toBe('2027-02-11');
  });

  test('half-open: what ends at midnight does not touch the next day', () => {
    const next = daysFrom('2027-02-12', 1, 'UTC');
    const span = { startsAt: at('2027-02-11T22:00Z'), endsAt: at('2027-02-12T00:00Z') };
    expect(touches(span, next)).toBe(false);
    expect(touches({ ...span, endsAt: span.endsAt + 1 }, next)).toBe(true);
  });
});

describe('lanes', () => {
  const days = daysFrom('2027-02-08', 7, 'UTC');
  const start = days[0]?.startsAt ?? 0;

  test('nothing overlaps in a lane, words included', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            from: fc.integer({ min: -30, max: 180 }),
            hours: fc.integer({ min: 0, max: 60 }),
            labelPx: fc.integer({ min: 10, max: 220 }),
          }),
          { maxLength: 40 },
        ),
        (spans) => {
          const items = spans.map((s, i) => ({
            key: String(i),
            startsAt: start + s.from * HOUR,
            endsAt: start + (s.from + s.hours) * HOUR,
            labelPx: s.labelPx,
          }));
          const placed = packLanes(items, days, 180);
          const extents = placed.map((p) => ({
            lane: p.lane,
            left: p.label === 'before' ? Math.max(0, p.from - p.item.labelPx / 180) : p.from,
            right: p.label === 'after' ? p.to + p.item.labelPx / 180 : p.to,
          }));
          for (const [i, a] of extents.entries()) {
            expect(a.left).toBeGreaterThanOrEqual(0);
            expect(a.right).toBeLessThanOrEqual(7.0001);
            for (const b of extents.slice(i + 1)) {
              if (a.lane === b.lane) expect(a.right <= b.left || b.right <= a.left).toBe(true);
            }
          }
        },
      ),
    );
  });

  test('words go before a mark at the right edge', () => {
    const sunday = start + 6 * 24 * HOUR;
    const [placed] = packLanes(
      [{ key: 'a', startsAt: sunday + 22 * HOUR, endsAt: sunday + 26 * HOUR, labelPx: 120 }],
      days,
      180,
    );
    expect(placed).toMatchObject({ label: 'before', cutRight: true, to: 7 });
  });

  test('what does not fit is counted on the day it starts, and nothing of what fits gives way to the count', () => {
    const items = Array.from({ length: 5 }, (_, i) => ({
      key: String(i),
      startsAt: start + 30 * HOUR,
      endsAt: start + 31 * HOUR,
      labelPx: 100,
    }));
    const { shown, hidden } = fitLanes(packLanes(items, days, 180), 3);
    expect(shown).toHaveLength(3);
    expect([...hidden].map(([day, ones]) => [day, ones.length])).toEqual([[1, 2]]);
  });

  test('no kind of work is pushed off the row by another', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 30 }),
        fc.record({ releases: fc.nat(40), changes: fc.nat(40), events: fc.nat(40) }),
        (lanes, wanted) => {
          const share = shareLanes(lanes, wanted);
          expect(share.releases + share.changes + share.events).toBe(lanes);
          const all = wanted.releases + wanted.changes + wanted.events;
          for (const kind of ['releases', 'changes', 'events'] as const) {
            expect(share[kind]).toBeGreaterThanOrEqual(Math.min(1, wanted[kind]));
            if (all <= lanes) expect(share[kind]).toBeGreaterThanOrEqual(wanted[kind]);
          }
        },
      ),
    );
  });

  test('words stand clear of the window their change lies in, and stay beside the bar where that is far', () => {
    const night = { key: 'a', startsAt: start + 22 * HOUR, endsAt: start + 23 * HOUR, labelPx: 100 };
    const [near] = packLanes([{ ...night, clearOf: start + 26 * HOUR }], days, 180);
    expect(Math.abs((near?.shiftPx ?? 0) - (3 / 24) * 180)).toBeLessThanOrEqual(1);
    const [far] = packLanes([{ ...night, clearOf: start + 70 * HOUR }], days, 180);
    expect(far?.shiftPx).toBe(0);
  });

  test('what fits is shown whole, without a count', () => {
    const items = [{ key: 'a', startsAt: start, endsAt: start + HOUR, labelPx: 50 }];
    expect(fitLanes(packLanes(items, days, 180), 1).hidden.size).toBe(0);
  });
});

test('words grow into free room and stop before the next item of their lane', () => {
  const days = daysFrom('2027-02-08', 7, 'UTC');
  const start = days[0]?.startsAt ?? 0;
  const item = (key: string, hour: number) => ({
    key,
    startsAt: start + hour * HOUR,
    endsAt: start + (hour + 1) * HOUR,
    labelPx: 100,
    fullPx: 400,
  });
  const [first, second] = growLabels(packLanes([item('a', 0), item('b', 48)], days, 180), 7, 180);
  expect(first?.lane).toBe(second?.lane);
  expect(first?.labelPx).toBeGreaterThan(300);
  expect((first?.to ?? 0) * 180 + (first?.labelPx ?? 0)).toBeLessThan((second?.from ?? 0) * 180);
  expect(second?.labelPx).toBe(400);
});
