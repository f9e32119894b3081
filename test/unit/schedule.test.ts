import { expect, test } from 'vitest';
import { planRunbook } from '#shared/domain/runs/schedule.ts';

const step = (
  id: string,
  plannedMinutes: number,
  dependsOn: string[] = [],
  offsetMinutes: number | null = null,
) => ({
  id,
  plannedMinutes,
  dependsOn,
  offsetMinutes,
  section: 'Deployment' as const,
});

test('parallel steps count once, back-out steps not at all, and what decides the length is named', () => {
  const undo = { ...step('undo', 60), section: 'Back-out' as const };
  expect(
    planRunbook([step('last', 5, ['short', 'long']), step('short', 10), step('long', 30), undo]),
  ).toEqual({
    minutes: 35,
    critical: new Set(['last', 'long']),
  });
});

test('a step that does not begin before its offset makes the runbook longer, and nothing before it decides', () => {
  expect(planRunbook([step('early', 10), step('late', 5, ['early'], 60)])).toEqual({
    minutes: 65,
    critical: new Set(['late']),
  });
});

test('a runbook without steps takes no time, and steps on a circle do not count', () => {
  expect(planRunbook([])).toEqual({ minutes: 0, critical: new Set() });
  expect(planRunbook([step('a', 10), step('b', 20, ['c']), step('c', 20, ['b'])])).toEqual({
    minutes: 10,
    critical: new Set(['a']),
  });
});
