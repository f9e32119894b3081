import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { errorSentence, setHomeZone } from '#renderer/lib/errors.ts';
import {
  expandTimes,
  formatAge,
  formatBytes,
  formatClock,
  formatCount,
  formatDate,
  formatDuration,
  formatTime,
  formatTimeZone,
  formatWhen,
} from '#renderer/lib/format.ts';
import { releaseName } from '#shared/domain/releases.ts';

const berlin = 'Europe/Berlin';
const at = Date.UTC(2027, 1, 11, 21, 0);

test('times are 24 h in the asked zone, midnight is 00 and not 24', () => {
  expect(formatTime(at, berlin)).toBe('22:00');
  expect(formatTime(Date.UTC(2027, 1, 11, 23, 0), berlin)).toBe('00:00');
  expect(formatTimeZone(at, berlin)).toBe('22:00 CET');
  expect(formatTimeZone(at, 'America/New_York')).toBe('16:00 EST');
});

test('a date shows its year only when it is another one', () => {
  expect(formatDate(at, berlin, at)).toBe('Thu 11 Feb');
  expect(formatDate(at, berlin, Date.UTC(2026, 11, 1))).toBe('Thu 11 Feb 2027');
});

test('the day of a time is the day of the zone, not of UTC', () => {
  const now = Date.UTC(2027, 1, 11, 13, 3);
  expect(formatWhen(at, berlin, now)).toBe('tonight at 22:00');
  expect(formatWhen(Date.UTC(2027, 1, 11, 23, 30), berlin, now)).toBe('tomorrow at 00:30');
  expect(formatWhen(Date.UTC(2027, 1, 16, 21, 0), berlin, now)).toBe('on Tue 16 Feb at 22:00');
});

test('durations keep two units and never say 60 min', () => {
  expect(formatDuration(7 * 3_600_000 + 57 * 60_000)).toBe('7 h 57 min');
  expect(formatDuration(3_600_000)).toBe('1 h');
  expect(formatDuration(59_000)).toBe('59 s');
  expect(formatDuration(11 * 86_400_000)).toBe('11 days');
});

test('a clock that has run out counts up with a plus', () => {
  expect(formatClock(33 * 60_000 + 42_000)).toBe('33:42');
  expect(formatClock(-(6 * 60_000 + 10_000))).toBe('+6:10');
  expect(formatClock(3_600_000 + 63_000)).toBe('1:01:03');
});

test('ages, bytes and counts read as words', () => {
  expect(formatAge(0, 59_000)).toBe('just now');
  expect(formatAge(0, 120_000)).toBe('2 min ago');
  expect(formatBytes(999)).toBe('999 B');
  expect(formatBytes(48_300_000)).toBe('48 MB');
  expect(formatCount(1, 'change')).toBe('1 change');
  expect(formatCount(100_318, 'entry', 'entries')).toBe('100,318 entries');
});

test('a refusal names its times in the home zone, with the day: a freeze lasts longer than one', () => {
  setHomeZone(berlin);
  const reason = `Quarter end bars changes from {${at}} to {${at + 86_400_000}}.`;
  expect(errorSentence(new ORPCError('REFUSED', { data: { reason } }))).toMatch(
    /^Quarter end bars changes from Thu 11 Feb.*, 22:00 to Fri 12 Feb.*, 22:00\.$/,
  );
});

test('times in a sentence are written in the zone, other braces stay', () => {
  expect(expandTimes(`Back out by {${at}}, see {x}.`, berlin)).toBe('Back out by 22:00, see {x}.');
});

test('the version of a release is said once', () => {
  expect(releaseName({ name: 'Payments', version: '4.8.0' })).toBe('Payments 4.8.0');
  expect(releaseName({ name: 'Payments 4.8.0', version: '4.8.0' })).toBe('Payments 4.8.0');
  expect(releaseName({ name: 'Payments', version: '' })).toBe('Payments');
});
