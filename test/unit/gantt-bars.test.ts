import { expect, test } from 'vitest';
import { barsOf } from '#renderer/features/runbooks/ganttBars.ts';
import type { StepLine } from '#renderer/features/runbooks/runModel.ts';
import { MINUTE } from '#shared/domain/time.ts';

/** A step from one minute to another, as far as the strip looks at it. */
function line(number: number, from: number, until: number, more: Partial<StepLine> = {}): StepLine {
  const forecast = {
    startsAt: from * MINUTE,
    endsAt: until * MINUTE,
    actualStartAt: null,
    actualEndAt: null,
    critical: false,
  };
  return { step: { number }, glyph: 'planned', forecast, ...more } as unknown as StepLine;
}

/** On a strip of 1,000 minutes; each bar as its first step, how many it stands for, lane, and its minutes. */
function drawn(...lines: StepLine[]) {
  const bars = barsOf(lines, (at) => at / MINUTE / 10);
  return bars.map(({ line: { step }, count, lane, start, end }) => [
    step.number,
    count,
    lane,
    start / MINUTE,
    end / MINUTE,
  ]);
}

test('steps that overlap lie under one another', () => {
  expect(drawn(line(1, 0, 20), line(2, 10, 30), line(3, 30, 60))).toEqual([
    [1, 1, 0, 0, 20],
    [2, 1, 1, 10, 30],
    [3, 1, 0, 30, 60],
  ]);
});

test('what would lie over another bar of its lane is drawn with it when it looks the same', () => {
  expect(drawn(line(1, 0, 40), line(2, 0, 30), line(3, 5, 50))).toEqual([
    [1, 1, 0, 0, 40],
    [2, 2, 1, 0, 50],
  ]);
  expect(drawn(line(1, 0, 40), line(2, 0, 30), line(3, 5, 50, { glyph: 'running' }))).toHaveLength(3);
  const [, both] = barsOf([line(1, 0, 40), line(2, 0, 30), line(3, 5, 25)], (at) => at / MINUTE / 10);
  expect(both?.last.step.number, 'ends last').toBe(2);
});

test('neighbours too narrow to tell apart are one bar; a wide one, a gap and another look stand alone', () => {
  expect(drawn(line(1, 0, 2), line(2, 2, 4), line(3, 4, 5), line(4, 5, 60), line(5, 60, 62))).toEqual([
    [1, 3, 0, 0, 5],
    [4, 1, 0, 5, 60],
    [5, 1, 0, 60, 62],
  ]);
  expect(drawn(line(1, 0, 2), line(2, 20, 22))).toHaveLength(2);
  expect(drawn(line(1, 0, 2, { glyph: 'done' }), line(2, 2, 4))).toHaveLength(2);
});
