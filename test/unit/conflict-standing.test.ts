import { expect, test } from 'vitest';
import { standingWords } from '#renderer/features/conflicts/standingWords.ts';
import { expandDateTimes } from '#renderer/lib/format.ts';
import type { ConflictRecord, Standing } from '#shared/contract/conflicts.ts';
import { changeId, conflictRecordId, personId } from '#shared/domain/ids.ts';

const ID = '018bf59d-044c-7300-beb3-e406c20d8ed1';
const asker = personId.parse('018bf59d-044c-7300-beb3-e406c20d8ed2');
const decider = personId.parse('018bf59d-044c-7300-beb3-e406c20d8ed3');
const until = Date.UTC(2027, 2, 3, 0, 0);

const record: ConflictRecord = {
  id: conflictRecordId.parse(ID),
  kind: 'exception',
  state: 'in force',
  subject: { kind: 'change', id: changeId.parse(ID) },
  conflictKey: 'freeze x',
  facts: 'a',
  what: 'In a freeze, hard rule',
  reason: 'The regulator set the date',
  requestedBy: asker,
  decidedBy: decider,
  recordedBy: asker,
  decidedAt: Date.UTC(2027, 1, 20),
  decisionNote: '',
  until,
  createdAt: Date.UTC(2027, 1, 19, 9, 0),
};
const nameOf = (id: string | null) => ({ [asker]: 'R. Ruiz', [decider]: 'A. Meier' })[id ?? ''] ?? '';
const words = (standing: Standing, part: Partial<ConflictRecord> = {}) =>
  standingWords({ standing }, { ...record, ...part }, nameOf, 'UTC');

test('what is on record names who, why and until when', () => {
  expect(words('accepted', { kind: 'acceptance' })).toMatch(
    /^Accepted by R\. Ruiz until .*00:00: The regulator/,
  );
  expect(words('exception approved')).toMatch(/^Exception approved by A\. Meier until .*: The regulator/);
});

test('a request does not read as an approval', () => {
  expect(words('exception requested')).toMatch(/^R\. Ruiz asked for an exception until/);
  expect(words('exception requested')).toContain('The regulator set the date. It waits for a decision.');
});

test('a decision that no longer holds says so first', () => {
  expect(words('reopened')).toMatch(/^Open again/);
  expect(words('expired')).toMatch(/^Exception of R\. Ruiz ended on/);
  expect(words('exception declined', { decisionNote: 'Wait for March' })).toBe(
    'Exception declined by A. Meier: Wait for March',
  );
});

test('an exception for another time does not read as one whose facts changed here', () => {
  const [here, there] = [Date.UTC(2027, 1, 22, 21), Date.UTC(2027, 1, 23, 21)];
  const facts = (from: number) => `${from}-${from + 60_000}; a; b; hard`;
  const said = (record_: Partial<ConflictRecord>) =>
    standingWords({ standing: 'reopened', facts: facts(here) }, { ...record, ...record_ }, nameOf, 'UTC');
  expect(said({ facts: facts(there) })).toMatch(/^Open here: .* asked for is for Tue 23 Feb.*21:00\.$/);
  expect(said({ facts: `${facts(here)} longer` })).toMatch(/^Open again/);
});

test('an open conflict has no words of its own', () => {
  expect(standingWords({ standing: 'open' }, undefined, nameOf, 'UTC')).toBe('');
});

test('a sentence shows its times on the clock that is asked for', () => {
  expect(expandDateTimes(`until {${until}}.`, 'Europe/Berlin', until)).toBe('until Wed 3 Mar, 01:00.');
});
