import { expect, it } from 'vitest';
import { pastValues } from '#renderer/features/changes/fieldPast.ts';
import type { TimelineEntry } from '#shared/contract/timeline.ts';

const entry = (seq: number, reason: string, ops: object[]) =>
  ({ device: 'd', seq, at: seq, actor: 'Ana', reason, ops }) as unknown as TimelineEntry;
const op = (id: string, field: string, value: unknown) => ({ entity: 'change', id, field, value });

it('tells the values of one field of one ticket, also the one it was made with', () => {
  const entries = [
    entry(5, 'Amended: the second node', [op('a', 'impact', 'two'), op('b', 'impact', 'other')]),
    entry(4, 'Edited impact', [op('a', 'impact', '')]),
    entry(3, 'Conflict accepted', [op('c', '*', { what: 'x' })]),
    entry(2, 'Imported', [op('a', '*', { impact: 'one' }), op('a', 'impact', 'one and a half')]),
    entry(1, 'Made', [op('a', '*', { impact: 'one' })]),
    entry(0, 'Made long ago', [op('a', '*', { title: 'x' })]),
  ];
  expect(pastValues(entries, 'a', 'impact').map(({ value, made, why }) => [value, made, why])).toEqual([
    ['two', false, 'Amended: the second node'],
    ['', false, ''],
    ['one and a half', false, 'Imported'],
    ['one', true, ''],
  ]);
});
