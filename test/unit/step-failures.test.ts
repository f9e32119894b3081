import { describe, expect, test } from 'vitest';
import type { Run, Step } from '#shared/contract/runbooks.ts';
import type { ChangeId, RunId } from '#shared/domain/ids.ts';
import { forecastRun } from '#shared/domain/runs/forecast.ts';
import { failureOutlooks } from '#shared/domain/runs/step-failures.ts';
import { at, event, run, step, stepId } from './run-fixture.ts';

const whole = (number: number, after: readonly number[], fields: Partial<Step> = {}): Step => ({
  ...({ title: `Step ${number}`, undoTitle: '', ownerRole: '', ownerId: null, kind: 'manual' } as Step),
  ...step(number, after),
  changeId: null,
  serviceId: null,
  ...fields,
});
const night = { id: 'run' as RunId, ...run() } as Run;
const smoke = { section: 'Smoke test' as const, undo: 'none needed' as const };
const events = [event(1, 'start', 0), event(1, 'finish', 10), event(2, 'start', 10), event(2, 'fail', 15)];

/** Deploy done, the smoke test failed at 22:15, one step waits; now it is 22:20. */
function outlooks(fields: Partial<Step> = {}, changed: Partial<Run> = {}, first: Partial<Step> = {}) {
  const steps = [whole(1, [], first), whole(2, [1], { ...smoke, ...fields }), whole(3, [2])];
  const changes = [{ id: 'A' as ChangeId, ref: 'CHG-A1' }];
  const found = { run: { ...night, ...changed }, steps, events, stepId: stepId(2), now: at(20), changes };
  return new Map(failureOutlooks(found, 30).map((one) => [one.choice, one]));
}

describe('the ways on after a failure', () => {
  test('each says when the run ends if it is taken now', () => {
    const ways = outlooks();
    const ends = [...ways].map(([choice, { forecast }]) => [choice, forecast.forecastEndAt]);
    expect(Object.fromEntries(ends)).toEqual({
      retry: at(40),
      workaround: at(30),
      'roll forward': at(60),
      'back out': at(35),
      suspend: at(40),
    });
  });

  test('the change of the failed step is backed out alone, and the rest goes on once it is undone', () => {
    const ways = outlooks({ changeId: 'A' as ChangeId, undo: 'steps', undoMinutes: 5 });
    const { forecast, refusal } = ways.get('one change') ?? {};
    expect(refusal).toBeNull();
    // Undone by 22:25, checked by 22:35; step 3 takes 10 minutes from then on.
    expect(forecast?.forecastEndAt).toBe(at(45));
    // What is left to undo is step 1 alone: 5 minutes, with 15 to decide and check.
    expect(forecast?.backOutDeadlineAt).toBe(at(270 - 5 - 15));
    expect(outlooks().has('one change')).toBe(false);
  });

  test('retry and rolling forward take the amber of the failure away, suspending does not', () => {
    const ways = outlooks();
    expect(ways.get('retry')?.forecast.rag).toBe('green');
    expect(ways.get('roll forward')?.forecast.rag).toBe('green');
    expect(ways.get('suspend')?.forecast).toMatchObject({ rag: 'amber' });
    expect(ways.get('back out')?.forecast).toMatchObject({ rag: 'amber', backOutDeadlineAt: null });
  });

  test('the fix of rolling forward counts against the protection end', () => {
    const ways = outlooks({}, { windowEndsAt: at(45), protectionEndsAt: at(59) });
    expect(ways.get('retry')?.forecast.rag).not.toBe('red');
    expect(ways.get('roll forward')?.forecast.rag).toBe('red');
  });

  test('passing a failed deployment step keeps its undo in the deadline, and a point of no return', () => {
    const failed = { section: 'Deployment' as const, undo: 'steps' as const, undoMinutes: 50 };
    const ways = outlooks(failed);
    expect(ways.get('workaround')?.forecast.backOutDeadlineAt).toBe(at(270 - 55 - 15));
    expect(ways.get('roll forward')?.forecast.backOutDeadlineAt).toBe(at(270 - 55 - 15));
    expect(
      outlooks({ ...failed, undo: 'irreversible' }).get('roll forward')?.forecast.backOutDeadlineAt,
    ).toBe(null);
  });

  test('a smoke test or a validation proposes backing out, unless it cannot be', () => {
    expect(outlooks().get('back out')?.proposed).toBe(true);
    expect(outlooks({ section: 'Deployment', kind: 'validation' }).get('back out')?.proposed).toBe(true);
    expect(outlooks({ section: 'Deployment' }).get('back out')?.proposed).toBe(false);
    const stuck = outlooks({}, {}, { undo: 'irreversible' }).get('back out');
    expect(stuck).toMatchObject({ proposed: false, refusal: expect.stringContaining('Roll forward') });
  });

  test('a back-out is not backed out', () => {
    expect(outlooks({}, { backsOutId: 'before' as RunId }).has('back out')).toBe(false);
  });

  test('what suspending says is the clock as it stands', () => {
    const steps = [whole(1, []), whole(2, [1], smoke), whole(3, [2])];
    const clock = forecastRun({ run: night, steps, events, now: at(20) });
    expect(outlooks().get('suspend')?.forecast).toEqual(clock);
  });
});
