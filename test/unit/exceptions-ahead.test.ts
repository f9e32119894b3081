import { expect, test } from 'vitest';
import type { ConflictRecord } from '#shared/contract/conflicts.ts';
import { conflictsOf } from '#shared/domain/conflicts/engine.ts';
import { timeOfFacts } from '#shared/domain/conflicts/finding.ts';
import { aheadOf, needsApprovalFirst } from '#shared/domain/conflicts/records.ts';
import { around, change, ruleOf, window } from './conflict-fixture.ts';
import { at } from './run-fixture.ts';

test('each kind of hard conflict says in its facts which time it is about', () => {
  const cases = [
    { occurrences: [window('deny', 'F', 0, 600)] },
    { occurrences: [window('allow', 'W', 30, 600)] },
    { rules: [ruleOf(window('allow', 'W', 0, 600))] },
  ];
  const found = cases.flatMap((given) => conflictsOf(change('CHG-1', 15, 75), around(given)));
  expect(found.map(({ kind, hard }) => [kind, hard])).toEqual([
    ['freeze', true],
    ['window overrun', true],
    ['outside window', true],
  ]);
  for (const { facts } of found) expect(timeOfFacts(facts)).toEqual({ startsAt: at(15), endsAt: at(75) });
  expect(timeOfFacts('5; 9')).toBeNull();
});

const record: Pick<ConflictRecord, 'kind' | 'state' | 'facts' | 'until'> = {
  kind: 'exception',
  state: 'requested',
  facts: `${at(100)}-${at(160)}; a; b; hard`,
  until: at(160),
};
const span = { startsAt: at(100), endsAt: at(160) };

test('an exception counts as one for another time only while it may still be used there', () => {
  const elsewhere = { startsAt: at(0), endsAt: at(60) };
  expect(aheadOf(record, elsewhere, at(0))).toEqual({ at: span, approved: false });
  expect(aheadOf({ ...record, state: 'in force' }, null, at(0))).toEqual({ at: span, approved: true });
  expect(aheadOf(record, span, at(0))).toBeNull();
  expect(aheadOf(record, { ...span, endsAt: at(161) }, at(0))).not.toBeNull();
  for (const part of [
    { kind: 'acceptance' },
    { state: 'declined' },
    { state: 'withdrawn' },
    { until: at(-1) },
  ] as const)
    expect(aheadOf({ ...record, ...part }, elsewhere, at(0))).toBeNull();
  expect(aheadOf({ ...record, until: at(900) }, elsewhere, at(160))).toBeNull();
});

test('only what is scheduled and no emergency waits for the approval before it moves', () => {
  expect(needsApprovalFirst({ status: 'booked', emergency: false })).toBe(true);
  expect(needsApprovalFirst({ status: 'booked', emergency: true })).toBe(false);
  expect(needsApprovalFirst({ status: 'tentative', emergency: false })).toBe(false);
});
