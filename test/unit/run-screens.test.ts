import { describe, expect, it } from 'vitest';
import { recentTime } from '#renderer/features/runbooks/recentTime.ts';
import type { StepLine } from '#renderer/features/runbooks/runModel.ts';
import { wallGroups } from '#renderer/features/warroom/wallGroups.ts';

describe('a time that a person types for what happened', () => {
  const now = Date.UTC(2027, 1, 11, 23, 47);

  it('means yesterday when that time of today is still to come', () => {
    expect(recentTime('23:40', 'Europe/Berlin', now)).toBe(Date.UTC(2027, 1, 11, 22, 40));
    expect(recentTime('00:40', 'Europe/Berlin', now)).toBe(Date.UTC(2027, 1, 11, 23, 40));
  });

  it('is refused when it is no time', () => {
    expect(recentTime('24:00', 'UTC', now)).toBeNull();
    expect(recentTime('2:10', 'UTC', now)).toBeNull();
  });
});

describe('the middle column of the wall', () => {
  const lines = (count: number) => Array.from({ length: count }, () => ({}) as StepLine);
  const height = (groups: ReturnType<typeof wallGroups>) =>
    (groups.failed.length + groups.running.length + groups.late.length) * 9 +
    (groups.next.length + groups.blocked.length) * 6.3 +
    (groups.moreRunning > 0 ? 3.6 : 0) +
    (groups.moreLate > 0 ? 3.6 : 0);

  it('never holds more than fits, and always says what comes next', () => {
    for (let failed = 0; failed < 4; failed += 1)
      for (let running = 0; running < 9; running += 1)
        for (let late = 0; late < 5; late += 1)
          for (const next of [0, 1, 20]) {
            const groups = wallGroups({
              failed: lines(failed),
              running: lines(running),
              late: lines(late),
              next: lines(next),
              blocked: lines(failed * 3),
            });
            expect(height(groups), `${failed} ${running} ${late} ${next}`).toBeLessThanOrEqual(48.05);
            expect(groups.next.length > 0).toBe(next > 0);
          }
  });
});
