import { describe, expect, it } from 'vitest';
import { looksLikeSteps, minutesOf, parseSteps } from '#renderer/features/changes/stepText.ts';

describe('pasted steps', () => {
  it('reads numbers, bullets and tick boxes, and durations at the end', () => {
    expect(
      parseSteps(
        '1. Stop the workers, 5 min\r\n2) Deploy 4.9.0 (1 h 30 min)\n\n- [x] Watch the graph\n* Warm up 90m',
      ),
    ).toEqual([
      { title: 'Stop the workers', minutes: 5 },
      { title: 'Deploy 4.9.0', minutes: 90 },
      { title: 'Watch the graph', minutes: null },
      { title: 'Warm up', minutes: 90 },
    ]);
  });

  it('keeps versions, times and negative words that only look like a mark or a duration', () => {
    expect(parseSteps('4.9.0 goes to canary\n30 min\n-5 is the offset')).toEqual([
      { title: '4.9.0 goes to canary', minutes: null },
      { title: '30 min', minutes: null },
      { title: '-5 is the offset', minutes: null },
    ]);
  });

  it('joins an indented line to the step above it', () => {
    expect(parseSteps('1. Turn on the toggle\n   for the canary only\n2. Watch')).toEqual([
      { title: 'Turn on the toggle for the canary only', minutes: null },
      { title: 'Watch', minutes: null },
    ]);
  });

  it('stays within what a ticket may hold when a whole log is pasted', () => {
    const steps = parseSteps(`${'x'.repeat(5000)}\n`.repeat(2000));
    expect(steps).toHaveLength(500);
    expect(steps[0]?.title).toHaveLength(2000);
  });

  it('leaves a single pasted line to the field', () => {
    expect(looksLikeSteps('one line')).toBe(false);
    expect(looksLikeSteps('one line\n')).toBe(false);
    expect(looksLikeSteps('one\ntwo')).toBe(true);
    expect(
      minutesOf([
        { title: 'a', minutes: 3 },
        { title: 'b', minutes: null },
      ]),
    ).toEqual({ minutes: 3, unknown: 1 });
  });
});
