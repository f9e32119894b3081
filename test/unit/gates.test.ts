import { expect, test } from 'vitest';
import { newId, type PersonId } from '#shared/domain/ids.ts';
import { gateStanding, whyGateHolds } from '#shared/domain/runs/gates.ts';
import { suspension, whileSuspended } from '#shared/domain/runs/run-moments.ts';

const [ana, bo] = [newId<PersonId>(), newId<PersonId>()];
const names = new Map([
  [ana, 'Ana'],
  [bo, 'Bo'],
]);
const gate = { number: 7, voterIds: [ana, bo] };
const word = (personId: PersonId, vote: 'go' | 'no-go', reason = '') => ({ personId, vote, reason });
const why = (...votes: ReturnType<typeof word>[]) => whyGateHolds(gate, votes, (id) => names.get(id) ?? '?');

test('a gate passes once each of its voters says go; one no-go holds it until it is taken back', () => {
  expect(why()).toBe('Gate 7 waits for the word of Ana, Bo.');
  expect(why(word(ana, 'go'))).toBe('Gate 7 waits for the word of Bo.');
  expect(why(word(ana, 'go'), word(bo, 'no-go', 'Queue is long'))).toContain('no-go by Bo (Queue is long)');
  expect(why(word(ana, 'go'), word(bo, 'no-go', 'Queue is long'), word(bo, 'go'))).toBeNull();
  expect(gateStanding({ voterIds: [] }, []).verdict).toBe('open');
  expect(whyGateHolds({ number: 7, voterIds: [] }, [], () => '')).toBeNull();
});

test('a suspended run begins nothing, but what is under way may be finished; an extension changes nothing in that', () => {
  const moment = (kind: 'suspend' | 'resume' | 'extend') => ({ kind, occurredAt: 5, comment: 'Power cut.' });
  expect(suspension([moment('suspend'), moment('extend')])).not.toBeNull();
  expect(suspension([moment('suspend'), moment('resume')])).toBeNull();
  const held = [moment('suspend')];
  expect(whileSuspended(held, 'ready', 'start')).toContain('{5}: Power cut.');
  expect(whileSuspended(held, 'ready', 'finish')).not.toBeNull();
  expect(whileSuspended(held, 'in progress', 'finish')).toBeNull();
  expect(whileSuspended([], 'ready', 'start')).toBeNull();
});
