import type { StepLine } from './runModel.ts';

const MOST_LANES = 2;
const SECOND = 1000;
/** A bar narrower than this, in hundredths of the strip, can be neither read nor hit. */
const NARROW = 0.5;

/** A bar of the strip: from when to when, ms UTC, and in which lane. */
export type Bar = {
  readonly line: StepLine;
  /** Of the steps that the bar stands for, the one that ends last: one alone, unless they cannot be told apart. */
  readonly last: StepLine;
  readonly count: number;
  readonly start: number;
  readonly end: number;
  readonly lane: number;
};

/** The bars of some steps, as they are drawn. `percent` places an instant on the strip, 0 to 100. */
export function barsOf(lines: readonly StepLine[], percent: (at: number) => number): readonly Bar[] {
  return together(pack(lines), percent);
}

/** Whether the step is on the critical path. */
export function isCritical({ forecast }: StepLine): boolean {
  return forecast?.critical ?? false;
}

/** Puts bars that overlap under one another, as far as there are lanes. */
function pack(lines: readonly StepLine[]): readonly Bar[] {
  const ends: number[] = [];
  return lines
    .flatMap((line) => {
      if (!line.forecast) return [];
      const start = line.forecast.actualStartAt ?? line.forecast.startsAt;
      const end = line.forecast.actualEndAt ?? line.forecast.endsAt;
      return [{ line, last: line, count: 1, start: Math.min(start, end), end }];
    })
    .sort((a, b) => a.start - b.start)
    .map((bar) => {
      const free = ends.findIndex((end) => end <= bar.start + SECOND);
      const lane = free >= 0 ? free : Math.min(ends.length, MOST_LANES - 1);
      ends[lane] = Math.max(ends[lane] ?? 0, bar.end);
      return { ...bar, lane };
    });
}

/** Draws neighbours that look the same as one bar where they lie over one another or are too narrow: hundreds of steps stay a picture. */
function together(bars: readonly Bar[], percent: (at: number) => number): readonly Bar[] {
  const isNarrow = (start: number, end: number) => percent(end) - percent(start) < NARROW;
  const drawn: Bar[] = [];
  for (const bar of bars) {
    const at = drawn.findLastIndex(({ lane }) => lane === bar.lane);
    const before = drawn[at];
    const joins =
      before?.line.glyph === bar.line.glyph &&
      isCritical(before.line) === isCritical(bar.line) &&
      (bar.start < before.end - SECOND ||
        (isNarrow(before.end, bar.start) &&
          isNarrow(bar.start, bar.end) &&
          (before.count > 1 || isNarrow(before.start, before.end))));
    if (joins) {
      const { last, end } = bar.end > before.end ? bar : before;
      drawn[at] = { ...before, last, end, count: before.count + 1 };
    } else drawn.push(bar);
  }
  return drawn;
}
