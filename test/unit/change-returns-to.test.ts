import { expect, test } from 'vitest';
import { returnsTo } from '#shared/domain/changes/returns-to.ts';

const after = (...titles: string[]) =>
  returnsTo({ backOutSteps: titles.map((title) => ({ title, minutes: null })) });

test('the CAB reads the version that comes back, never the one that is left', () => {
  expect(after('Return payments to v1.0.0', 'For each migration of payments v1.1.0: undo it')).toBe('v1.0.0');
  expect(after('Go from 4.8.0 back to 4.7.3')).toBe('4.7.3');
  expect(
    after('Undo the migration; ledger-db is back at 15.4.3', 'Return ledger-api to 7.1.3, rolling'),
  ).toBe('15.4.3, 7.1.3');
  expect(after('Restore payments-api v4.7.0-rc.2')).toBe('v4.7.0-rc.2');
});

test('no version is stated where the steps name only what is taken out', () => {
  expect(after('Take 4.8.0 out of the balancer', 'Return to the version before')).toBe('');
});
