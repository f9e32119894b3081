import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ClockJump,
  jumpSentence,
  jumpsBetween,
  openJumps,
  readJump,
} from '#shared/domain/runs/clock-jumps.ts';
import { HOUR, MINUTE } from '#shared/domain/time.ts';

const SECOND = 1_000;
const WALL = Date.UTC(2027, 1, 11, 23, 10);
const before = { wall: WALL, steady: 50_000, boot: 90_000 };
/** Five seconds later, with what the clocks show besides. */
const after = (more: { wall?: number; steady?: number; boot?: number | null }) => ({
  wall: WALL + 5 * SECOND + (more.wall ?? 0),
  steady: 55_000 + (more.steady ?? 0),
  boot: more.boot === null ? null : 95_000 + (more.boot ?? 0),
});
const at = WALL + 5 * SECOND;
const jumps = (more: Parameters<typeof after>[0]) =>
  jumpsBetween(more.boot === null ? { ...before, boot: null } : before, after(more), 5 * SECOND);

describe('between two readings of the clocks', () => {
  test.each([
    ['nothing happened', {}, []],
    ['a clock that is slewed by seconds is no jump', { wall: 4 * SECOND }, []],
    ['an hour asleep', { wall: HOUR, boot: HOUR }, [{ kind: 'slept', from: WALL, to: at + HOUR }]],
    ['set back by two hours', { wall: -2 * HOUR }, [{ kind: 'set', from: at, to: at - 2 * HOUR }]],
    ['set forward by two hours', { wall: 2 * HOUR }, [{ kind: 'set', from: at, to: at + 2 * HOUR }]],
    [
      'set by a time server when it wakes up',
      { wall: HOUR - 30 * SECOND, boot: HOUR },
      [
        { kind: 'slept', from: WALL, to: at + HOUR },
        { kind: 'set', from: at + HOUR, to: at + HOUR - 30 * SECOND },
      ],
    ],
    [
      'an hour ahead where nothing tells sleep from a clock that was set',
      { wall: HOUR, boot: null },
      [{ kind: 'slept or set', from: WALL, to: at + HOUR }],
    ],
    ['set back there', { wall: -HOUR, boot: null }, [{ kind: 'set', from: at, to: at - HOUR }]],
    [
      'asleep where the steady clock counts on',
      { wall: HOUR, steady: HOUR, boot: null },
      [{ kind: 'slept', from: WALL, to: at + HOUR }],
    ],
    ['a busy minute', { wall: 40 * SECOND, steady: 40 * SECOND, boot: 40 * SECOND }, []],
  ] as const)('%s', (_, more, expected) => expect(jumps(more)).toEqual(expected));

  test('summer time begins and ends without a jump: the wall clock is read in UTC', () => {
    for (const change of [Date.UTC(2027, 2, 28, 1), Date.UTC(2027, 9, 31, 1)]) {
      const around = (ms: number) => ({ wall: change + ms, steady: 1e6 + ms, boot: 2e6 + ms });
      expect(jumpsBetween(around(-2_500), around(2_500), 5_000)).toEqual([]);
    }
  });
});

test('what a jump says on record is read back as that jump, and nothing else is', () => {
  const kind = fc.constantFrom<ClockJump['kind']>('slept', 'set', 'slept or set');
  fc.assert(
    fc.property(kind, fc.nat(4e12), fc.nat(4e12), (one, from, to) => {
      const jump = { kind: one, from, to };
      expect(readJump(jumpSentence(jump))).toEqual(jump);
    }),
  );
  for (const text of ['', 'The clock was set back.', 'Coffee from {1} to {2}'])
    expect(readJump(text)).toBeNull();
});

test('one answer covers the jumps before it and none after', () => {
  const clock = (minute: number) => ({
    kind: 'clock' as const,
    comment: jumpSentence({ kind: 'set', from: WALL + minute * MINUTE, to: WALL }),
    recordedAt: minute,
  });
  const answered = { kind: 'clock answered' as const, comment: 'The times are right.', recordedAt: 3 };
  expect(openJumps([clock(1), clock(2)]).map(({ recordedAt }) => recordedAt)).toEqual([1, 2]);
  expect(openJumps([clock(1), clock(2), answered])).toEqual([]);
  expect(openJumps([clock(1), answered, clock(4)]).map(({ recordedAt }) => recordedAt)).toEqual([4]);
});
