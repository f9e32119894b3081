import { describe, expect, test } from 'vitest';
import type { Note } from '#shared/contract/warroom.ts';
import type { PersonId, RunId } from '#shared/domain/ids.ts';
import {
  alertsSilenced,
  lastRollCall,
  missingBefore,
  owesAlerts,
  rollOf,
  rollText,
} from '#shared/domain/runs/roll-call.ts';

const [ana, olu, rosa] = ['ana', 'olu', 'rosa'] as PersonId[] as [PersonId, PersonId, PersonId];
const said = (kind: Note['kind'], text: string, recordedAt = 1, ownerId: PersonId | null = null) => ({
  kind,
  text,
  ownerId,
  recordedAt,
  occurredAt: recordedAt,
});

test('owners and voters are called once each, with all they do', () => {
  expect(
    rollOf([
      { number: 1, ownerId: ana, voterIds: [] },
      { number: 2, ownerId: null, voterIds: [olu, ana] },
      { number: 3, ownerId: ana, voterIds: [] },
    ]),
  ).toEqual([
    { personId: ana, owns: [1, 3], votes: [2] },
    { personId: olu, owns: [], votes: [2] },
  ]);
});

describe('what the log says is read back', () => {
  test('the last roll-call counts, the one before is over', () => {
    const notes = [
      said('roll-call', rollText('absent', 'Ana Meier', ''), 1, ana),
      said('note', 'Present: a note that only looks like one', 2),
      said('roll-call', rollText('present', 'Ana Meier', ''), 2, ana),
      said('roll-call', rollText('deputy', 'Olu Ade', 'Rosa Ruiz'), 2, olu),
      said('roll-call', rollText('absent', 'Rosa Ruiz', ''), 2, rosa),
    ];
    expect(lastRollCall(notes)).toMatchObject({
      at: 2,
      present: 1,
      deputies: [{ text: 'Deputy: Rosa Ruiz for Olu Ade' }],
      absent: [{ ownerId: rosa }],
    });
    expect(lastRollCall([])).toBeNull();
  });

  test('the last word on the alerts counts, and a start without either is named', () => {
    const [off, on] = [said('alerts silenced', 'Alerts silenced'), said('alerts back', 'Back')];
    expect([[], [off], [off, on]].map((notes) => alertsSilenced(notes))).toEqual([null, true, false]);
    expect(missingBefore([])).toHaveLength(2);
    expect(missingBefore([said('roll-call', 'Present: Ana Meier'), off])).toEqual([]);
    expect(missingBefore([off, on, said('roll-call', 'Present: Ana Meier')])).toHaveLength(1);
  });
});

test('silenced alerts wait for the end of the back-out, which asks even though they were silenced in the run before', () => {
  const [off, on] = [said('alerts silenced', 'Off'), said('alerts back', 'On')];
  const [run, other] = ['run', 'other'] as RunId[] as [RunId, RunId];
  const live = { kind: 'live', backsOutId: null, changeId: null } as const;
  const back = { kind: 'live', backsOutId: run, changeId: null } as const;
  expect(owesAlerts(live, null, [off])).toBe(true);
  expect(owesAlerts(live, other, [off])).toBe(false);
  expect(owesAlerts(live, null, [])).toBe(false);
  expect(owesAlerts(live, null, [off, on])).toBe(false);
  expect(owesAlerts(back, null, [])).toBe(true);
  expect(owesAlerts(back, null, [on])).toBe(false);
  expect(owesAlerts({ ...back, kind: 'rehearsal' }, null, [])).toBe(false);
});
