import { describe, expect, test } from 'vitest';
import { stepOf } from '#renderer/features/calendar/moving/stepOf.ts';
import { drawnTo, planInput, shiftSpan, stretchSpan } from '#renderer/features/calendar/moving/target.ts';
import { EMPTY_WISH, slotQuestion } from '#renderer/features/calendar/slots/wish.ts';
import { planTime } from '#shared/domain/time.ts';

const BERLIN = 'Europe/Berlin';
const at = (local: string, zone = BERLIN) => planTime({ local, zone }).at;
const span = (start: string, end: string) => ({ startsAt: at(start), endsAt: at(end) });
const HOUR = 3_600_000;

describe('a booking that is drawn', () => {
  const origin = span('2027-02-16T22:30', '2027-02-17T00:00');
  const drawn = (raw: number, more: Partial<Parameters<typeof drawnTo>[0]> = {}) =>
    drawnTo({
      origin,
      hold: 'whole',
      raw,
      wholeDays: true,
      windowStarts: [],
      nearMs: HOUR,
      zone: BERLIN,
      ...more,
    });

  test('keeps its time of day in the month, however crookedly the hand goes', () => {
    expect(drawn(at('2027-02-23T19:10'))).toEqual(span('2027-02-23T22:30', '2027-02-24T00:00'));
  });

  test('keeps 22:30 over a change of clock instead of sliding to 23:30', () => {
    const march = span('2027-03-26T22:30', '2027-03-27T00:00');
    const moved = drawn(at('2027-03-29T22:00'), { origin: march });
    expect(moved).toEqual(span('2027-03-29T22:30', '2027-03-30T00:00'));
  });

  test('straight down a week it is not caught by a window that starts half an hour earlier', () => {
    const windowStarts = [at('2027-02-23T22:00')];
    expect(drawn(at('2027-02-23T22:28'), { windowStarts }).startsAt).toBe(at('2027-02-23T22:30'));
  });

  test('near the start of a window it is caught by it', () => {
    const windowStarts = [at('2027-02-28T03:00')];
    expect(drawn(at('2027-02-28T02:20'), { windowStarts }).startsAt).toBe(at('2027-02-28T03:00'));
    expect(drawn(at('2027-02-28T08:00'), { windowStarts }).startsAt).toBe(at('2027-02-27T22:30'));
  });

  test('snaps to quarters of an hour in the week, and keeps its length', () => {
    const moved = drawn(at('2027-02-18T13:04'), { wholeDays: false });
    expect(moved).toEqual(span('2027-02-18T13:00', '2027-02-18T14:30'));
  });

  test('an end drawn past the start leaves a quarter of an hour, never less', () => {
    const before = at('2027-02-16T20:00');
    expect(drawn(before, { hold: 'end' })).toEqual(span('2027-02-16T22:30', '2027-02-16T22:45'));
    const after = at('2027-02-17T05:00');
    expect(drawn(after, { hold: 'start' })).toEqual(span('2027-02-16T23:45', '2027-02-17T00:00'));
  });

  test('made longer it stops at the 31 days that a move takes', () => {
    expect(stretchSpan(origin, 100_000).endsAt - origin.startsAt).toBe(44_640 * 60_000);
  });
});

describe('keys', () => {
  const origin = span('2027-03-27T22:00', '2027-03-28T00:00');
  const key = (name: string, held: Partial<KeyboardEvent> = {}) =>
    stepOf({ key: name, shiftKey: false, ctrlKey: false, metaKey: false, ...held }, origin, BERLIN);

  test('a quarter of an hour, an hour and a day are three different keys', () => {
    expect(key('ArrowRight')?.startsAt).toBe(at('2027-03-27T22:15'));
    expect(key('ArrowLeft', { shiftKey: true })?.startsAt).toBe(at('2027-03-27T21:00'));
    expect(key('ArrowRight', { ctrlKey: true })?.startsAt).toBe(at('2027-03-28T22:00'));
  });

  test('a week on is the same time of day although the clocks changed', () => {
    expect(key('ArrowDown')?.startsAt).toBe(at('2027-04-03T22:00'));
  });

  test('plus and minus change the length and leave the start', () => {
    expect(key('+')).toEqual(span('2027-03-27T22:00', '2027-03-28T00:15'));
    expect(key('-')).toEqual(span('2027-03-27T22:00', '2027-03-27T23:45'));
  });

  test('with Ctrl they are the zoom of the browser and not taken from it', () => {
    expect(key('+', { ctrlKey: true })).toBeNull();
  });
});

test('a time in the second pass of a doubled hour is sent so that the same instant arrives', () => {
  const second = at('2027-10-31T02:30') + HOUR;
  expect(planTime(planInput(second, BERLIN)).at).toBe(second);
  expect(planInput(at('2027-10-30T22:00'), BERLIN)).toEqual({ local: '2027-10-30T22:00', zone: BERLIN });
});

test('moving by a day keeps the length in real time where a night has 23 hours', () => {
  const night = span('2027-03-27T00:00', '2027-03-27T06:00');
  const moved = shiftSpan(night, { days: 1 }, BERLIN);
  expect(moved.endsAt - moved.startsAt).toBe(6 * HOUR);
});

test('a wish with half a time of day is not asked as one without', () => {
  expect(slotQuestion({ ...EMPTY_WISH, between: { from: '22:00', until: '' } }).ok).toBe(false);
  expect(slotQuestion({ ...EMPTY_WISH, minutes: 0 }).ok).toBe(false);
});
