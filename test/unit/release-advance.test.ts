import { expect, test } from 'vitest';
import { canAdvance, nextMove } from '#renderer/features/releases/advance.ts';
import type { ChangeRow } from '#shared/contract/changes.ts';
import type { ChangeId } from '#shared/domain/ids.ts';

type Standing = Pick<ChangeRow, 'id' | 'state' | 'type' | 'onHold'>;
const change = (
  id: string,
  type: ChangeRow['type'],
  state: ChangeRow['state'],
  onHold = false,
): Standing => ({
  id: id as ChangeId,
  type,
  state,
  onHold,
});

test('mixed types reach Scheduled together, each along its own way', () => {
  let standing = [
    change('a', 'normal', 'New'),
    change('b', 'standard', 'New'),
    change('c', 'emergency', 'New'),
    change('d', 'normal', 'Authorize'),
  ];
  const moves: string[] = [];
  for (let move = nextMove(standing); move !== null; move = nextMove(standing)) {
    const { to, ids } = move;
    moves.push(`${to}: ${ids.join(' ')}`);
    standing = standing.map((c) => (ids.includes(c.id) ? { ...c, state: to } : c));
  }
  expect(moves).toEqual(['Assess: a', 'Authorize: a c', 'Scheduled: a b c d']);
});

test('what is on hold, finished or past Scheduled stays where it is', () => {
  expect(canAdvance(change('a', 'normal', 'New', true))).toBe(false);
  expect(canAdvance(change('a', 'normal', 'Scheduled'))).toBe(false);
  expect(canAdvance(change('a', 'normal', 'Implement'))).toBe(false);
  expect(canAdvance(change('a', 'normal', 'Closed'))).toBe(false);
  expect(canAdvance(change('a', 'normal', 'Cancelled'))).toBe(false);
});
