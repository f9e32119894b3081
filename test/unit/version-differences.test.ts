import { describe, expect, test } from 'vitest';
import { compared, differencesOf, type Side } from '#renderer/features/changes/compare/differences.ts';
import type { Reader } from '#renderer/features/timeline/values.ts';
import type { Change } from '#shared/contract/changes.ts';
import { emptyChange } from '#shared/domain/changes/empty-change.ts';
import { type ChangeId, newId, type ServiceId } from '#shared/domain/ids.ts';

const api = newId<ServiceId>();
const db = newId<ServiceId>();
const names = new Map<string, string>([
  [api, 'payments-api'],
  [db, 'ledger-db'],
]);
const reader: Reader = { nameOf: (id) => names.get(id) ?? null, moment: String };
const change: Change = {
  ...emptyChange,
  id: newId<ChangeId>(),
  ref: 'CHG-A1',
  title: 'Take cards',
  riskScore: 0,
  riskLevel: 'low',
  createdAt: 0,
  updatedAt: 0,
};
const wholeOf = (side: Side) => side.parts.map(({ text }) => text).join(side.list ? '\n' : '');
const ownOf = (side: Side) => side.parts.filter(({ own }) => own).map(({ text }) => text.trim());

describe('two versions of a ticket', () => {
  test('prose is marked by the word, and both sides keep all their words', () => {
    const [before, after] = ['Sends captures to acquirer A.', 'Sends captures to acquirer B first.'];
    const { left, right } = compared('description', before, after, reader);
    expect([wholeOf(left), wholeOf(right)]).toEqual([before, after]);
    expect(ownOf(left)).toEqual(['A']);
    expect(ownOf(right).join(' ')).toBe('B first');
  });

  test('a step that only moved minutes is another step; those around it are the same', () => {
    const step = (title: string, minutes: number | null) => ({ title, minutes });
    const { left, right } = compared(
      'deploymentSteps',
      [step('Drain', 5), step('Deploy', 10), step('Check', null)],
      [step('Drain', 5), step('Deploy', 12), step('Check', null), step('Tell support', null)],
      reader,
    );
    expect(ownOf(left)).toEqual(['Deploy (10 min)']);
    expect(ownOf(right)).toEqual(['Deploy (12 min)', 'Tell support']);
    expect(left.parts.map(({ text }) => text)).toEqual(['Drain (5 min)', 'Deploy (10 min)', 'Check']);
  });

  test('things are compared by their names, and one that is not known any more by its id', () => {
    const gone = newId<ServiceId>();
    const { left, right } = compared('serviceIds', [api, gone], [api, db], reader);
    expect(ownOf(left)).toEqual([gone]);
    expect(ownOf(right)).toEqual(['ledger-db']);
    expect(wholeOf(right)).toBe('payments-api\nledger-db');
  });

  test('nothing written is an empty side and not the word null', () => {
    for (const nothing of [null, undefined, '', {}]) {
      const { left, right } = compared('impact', nothing, 'None', reader);
      expect([wholeOf(left), wholeOf(right), ownOf(right)]).toEqual(['', 'None', ['None']]);
    }
    expect(compared('workItems', [], ['PAY-7'], reader).left.parts).toEqual([]);
  });

  test('only what differs is marked as changed, each field once and under the name it has in the form', () => {
    const later: Change = { ...change, title: 'Take all cards', state: 'Assess', workItems: ['PAY-7'] };
    const all = differencesOf(change, later, reader);
    expect(
      all
        .filter(({ changed }) => changed)
        .map(({ field }) => field)
        .toSorted(),
    ).toEqual(['state', 'title', 'workItems']);
    expect(new Set(all.map(({ field }) => field)).size).toBe(all.length);
    expect(all.find(({ field }) => field === 'title')?.label).toBe('Short description');
    for (const { changed, left, right } of all)
      if (!changed) expect([...ownOf(left), ...ownOf(right)]).toEqual([]);
  });

  test('a long rewrite without a common word is still shown whole on both sides', () => {
    const [before, after] = ['a '.repeat(20_000), 'b '.repeat(20_000)];
    const { left, right } = compared('description', before, after, reader);
    expect([wholeOf(left), wholeOf(right)]).toEqual([before, after]);
  });
});
