import { expect, test } from 'vitest';
import { touches } from '#renderer/lib/live.ts';

test('a list hears of every single thing, a single thing only of itself', () => {
  expect(touches(['changes/1'], ['changes'])).toBe(true);
  expect(touches(['changes', 'changes/1'], ['changes/1'])).toBe(true);
  expect(touches(['changes', 'changes/1'], ['changes/2'])).toBe(false);
});

test('a bulk write that names no single thing reaches open tickets too', () => {
  expect(touches(['changes'], ['changes/2'])).toBe(true);
});

test('topics with a common beginning are not mixed up', () => {
  expect(touches(['runs/1'], ['run'])).toBe(false);
  expect(touches(['runbooks'], ['runs'])).toBe(false);
  expect(touches(['people'], [])).toBe(false);
});
