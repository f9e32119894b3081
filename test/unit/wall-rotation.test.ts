import { expect, test } from 'vitest';
import { pages, panelAt } from '#renderer/features/warroom/rotation.ts';

const turning = { seconds: 10, from: 1_000_000, offset: 0, heldAt: null };

test('a panel stands its seconds, then the next one does, and after the last the first', () => {
  const at = (ms: number) => panelAt(turning, turning.from + ms, 3);
  expect([0, 9_999, 10_000, 25_000, 30_000].map(at)).toEqual([0, 0, 1, 2, 0]);
});

test('arrows turn both ways beyond the ends', () => {
  expect(panelAt({ ...turning, offset: -1 }, turning.from, 3)).toBe(2);
  expect(panelAt({ ...turning, offset: 4 }, turning.from, 3)).toBe(1);
});

test('a held panel stands, and so does one whose clock was set back or that does not turn', () => {
  expect(panelAt({ ...turning, heldAt: turning.from + 12_000 }, turning.from + 900_000, 3)).toBe(1);
  expect(panelAt(turning, turning.from - 900_000, 3)).toBe(0);
  expect(panelAt({ ...turning, seconds: 0 }, turning.from + 900_000, 3)).toBe(0);
  expect(panelAt(turning, turning.from, 0)).toBe(0);
});

test('a list is cut into pages without losing any', () => {
  expect(pages([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(pages([], 2)).toEqual([]);
});
