import { expect, test } from 'vitest';
import { horizonFrom, layOut, type Mark, marksOf } from '#renderer/features/today/horizon.ts';
import type { Today } from '#shared/contract/today.ts';
import { bookingFrom } from '#test/support/calendar.ts';

const now = Date.UTC(2027, 1, 11, 13, 3);
const empty: Today = {
  running: [],
  next: null,
  waiting: [],
  finished: [],
  occurrences: [],
  bookings: [],
  inFreeze: [],
  lastBackup: null,
  bare: false,
};

function mark(key: string, at: number, text: string): Mark {
  return { key, at, text, kind: 'change', tentative: false, inFreeze: false, ref: key };
}

test('the first day begins at midnight of the zone', () => {
  expect(horizonFrom(now, 'Europe/Berlin').days[0]).toBe(Date.UTC(2027, 1, 10, 23, 0));
  // 14:03 of a 14-day strip: where the needle of the mock-up stands.
  expect(horizonFrom(now, 'Europe/Berlin').at(now)).toBeCloseTo(0.04182, 4);
});

test('a day of 23 hours keeps its length when the clocks change', () => {
  const { days } = horizonFrom(Date.UTC(2027, 2, 27, 12), 'Europe/Berlin');
  expect((days[2] ?? 0) - (days[1] ?? 0)).toBe(23 * 3_600_000);
  expect(days).toHaveLength(15);
});

test('changes that start together share a mark', () => {
  const booking = (ref: string) => bookingFrom(ref, now + 3_600_000, now + 7_200_000);
  const texts = (refs: readonly string[]) =>
    marksOf({ ...empty, bookings: refs.map(booking) }, horizonFrom(now, 'UTC')).map(({ text }) => text);
  expect(texts(['CHG-A25', 'CHG-A26'])).toEqual(['CHG-A25, A26']);
  expect(texts(['CHG-A1', 'CHG-A2', 'CHG-A3'])).toEqual(['3 changes']);
});

test('words that would overlap go to the next line, and what finds no line is counted', () => {
  const horizon = horizonFrom(now, 'UTC');
  const marks = ['a', 'b', 'c', 'd'].map((key) => mark(key, now, 'A mark with some words'));
  const { placed, hidden } = layOut(marks, horizon, 1300);
  expect(placed.map(({ lane }) => lane)).toEqual([0, 1, 2]);
  expect(hidden).toBe(1);
});

test('a mark at the right end stays inside the strip', () => {
  const horizon = horizonFrom(now, 'UTC');
  const { placed } = layOut([mark('z', now + 14 * 86_400_000, 'Late')], horizon, 1000);
  expect(placed[0]?.left).toBeLessThan(1000);
});
