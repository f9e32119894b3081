/** A label on one row of the gauge. `at` is where it belongs and `wordings` runs from the longest to the shortest. Lengths in em. */
export type Wanted = {
  readonly at: number;
  /** Which end of the label stands at `at`. */
  readonly anchor: 'start' | 'end';
  readonly wordings: readonly string[];
  /** Padding on both sides together. */
  readonly padding: number;
  /** Stands this far behind the label before it, whatever that says; `at` does not count then. */
  readonly follows?: number;
};

export type Placed = { readonly start: number; readonly width: number; readonly text: string };

const NARROW = /[ijlt.,:;'|!1fr ()]/;
const WIDE = /[mwMW%]/;

/** Estimates the width of a line of Inter in em, a little on the safe side. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) {
    if (letter >= '0' && letter <= '9') width += 0.64;
    else if (NARROW.test(letter)) width += 0.33;
    else if (WIDE.test(letter)) width += 0.9;
    else if (letter >= 'A' && letter <= 'Z') width += 0.7;
    else width += 0.59;
  }
  return width;
}

/**
 * Places labels of one row, given from left to right, so that none overlaps another or leaves the row.
 * Wording is shortened first, for all together; only then are labels moved away from their place.
 */
export function placeRow(wanted: readonly Wanted[], rowWidth: number, gap = 0.6): readonly Placed[] {
  const levels = Math.max(1, ...wanted.map((label) => label.wordings.length));
  for (let level = 0; level < levels; level += 1) {
    const placed = natural(wanted, level);
    if (fits(placed, rowWidth, gap)) return placed;
  }
  for (let level = 0; level < levels; level += 1) {
    const placed = natural(wanted, level);
    const total = placed.reduce((sum, label) => sum + label.width + gap, -gap);
    if (total <= rowWidth || level === levels - 1) return pushed(placed, rowWidth, gap);
  }
  return [];
}

function natural(wanted: readonly Wanted[], level: number): readonly Placed[] {
  const placed: Placed[] = [];
  for (const label of wanted) {
    const text = label.wordings[Math.min(level, label.wordings.length - 1)] ?? '';
    const width = textWidth(text) + label.padding;
    const before = placed.at(-1);
    if (label.follows !== undefined && before) {
      placed.push({ start: before.start + before.width + label.follows, width, text });
    } else placed.push({ start: label.anchor === 'start' ? label.at : label.at - width, width, text });
  }
  return placed;
}

function fits(placed: readonly Placed[], rowWidth: number, gap: number): boolean {
  return placed.every((label, index) => {
    const next = placed[index + 1];
    const limit = next ? next.start - gap : rowWidth + 0.01;
    return label.start >= -0.2 && label.start + label.width <= limit;
  });
}

/** Moves labels right until they no longer overlap, then back left from the right edge. */
function pushed(placed: readonly Placed[], rowWidth: number, gap: number): readonly Placed[] {
  const moved: Placed[] = [];
  let edge = 0;
  for (const label of placed) {
    const start = Math.max(label.start, edge);
    moved.push({ ...label, start });
    edge = start + label.width + gap;
  }
  edge = rowWidth;
  for (let index = moved.length - 1; index >= 0; index -= 1) {
    const label = moved[index];
    if (!label) continue;
    const start = Math.max(0, Math.min(label.start, edge - label.width));
    moved[index] = { ...label, start };
    edge = start - gap;
  }
  return moved;
}

/** The first stretch of a row, from the left, that has room for `width`; null when there is none. */
export function freeStretch(placed: readonly Placed[], width: number, rowWidth: number): number | null {
  const gap = 0.8;
  let start = 0;
  for (const label of [...placed].sort((a, b) => a.start - b.start)) {
    if (label.start - gap >= start + width) return start;
    start = Math.max(start, label.start + label.width + gap);
  }
  return start + width <= rowWidth ? start : null;
}
