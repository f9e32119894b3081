import { type Day, touches, xIn } from './layout.ts';

/** What is put on a row: a span in ms UTC and the width of its words in px. */
export type Item = {
  readonly key: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly labelPx: number;
  /** Width the words would like to have where there is room. */
  readonly fullPx?: number;
};

/** Where an item stands. `from`, `to` are in days from the left of the row; the words stand inside the bar, after or before it. */
export type Placed<T extends Item> = {
  readonly item: T;
  readonly from: number;
  readonly to: number;
  readonly lane: number;
  /** Width the words may take, in px. */
  readonly labelPx: number;
  readonly label: 'inside' | 'after' | 'before';
  /** The span began before, or goes on after, this row. */
  readonly cutLeft: boolean;
  readonly cutRight: boolean;
};

const GAP_PX = 10;
const MIN_MARK_PX = 6;

/**
 * Puts each item into the first lane where neither its bar nor its words touch another's. Earlier and longer items
 * come first; an item outside the days drops out.
 */
export function packLanes<T extends Item>(
  items: readonly T[],
  days: readonly Day[],
  dayPx: number,
): readonly Placed<T>[] {
  const rowEnd = days.at(-1)?.endsAt ?? 0;
  const rowStart = days[0]?.startsAt ?? 0;
  const taken: [from: number, to: number][][] = [];
  return items
    .filter((item) => touches(item, days))
    .toSorted((a, b) => a.startsAt - b.startsAt || b.endsAt - a.endsAt)
    .map((item) => {
      const from = xIn(days, item.startsAt);
      const to = Math.min(Math.max(xIn(days, item.endsAt), from + MIN_MARK_PX / dayPx), days.length);
      const words = (item.labelPx + GAP_PX) / dayPx;
      const label = words <= to - from ? 'inside' : to + words <= days.length ? 'after' : 'before';
      const left = label === 'before' ? Math.max(0, from - words) : from;
      const right = (label === 'after' ? to + words : to) + 2 / dayPx;
      let lane = taken.findIndex((spans) => spans.every(([f, t]) => right <= f || left >= t));
      if (lane === -1) lane = taken.push([]) - 1;
      taken[lane]?.push([left, right]);
      return {
        item,
        from,
        to,
        lane,
        labelPx: item.labelPx,
        label,
        cutLeft: item.startsAt < rowStart,
        cutRight: item.endsAt > rowEnd,
      };
    });
}

/**
 * What fits into `lanes` lanes. When some do not fit, the last lane is kept free for "+3 more" and `hidden` counts them
 * by the index of the day they start on (in this row).
 */
export function fitLanes<T extends Item>(
  placed: readonly Placed<T>[],
  lanes: number,
): { readonly shown: readonly Placed<T>[]; readonly hidden: ReadonlyMap<number, number> } {
  if (placed.every((p) => p.lane < lanes)) return { shown: placed, hidden: new Map() };
  const kept = Math.max(0, lanes - 1);
  const hidden = new Map<number, number>();
  for (const p of placed) {
    if (p.lane >= kept) hidden.set(Math.floor(p.from), (hidden.get(Math.floor(p.from)) ?? 0) + 1);
  }
  return { shown: placed.filter((p) => p.lane < kept), hidden };
}

/** Gives words that stand after their bar the room up to the next item of the lane, as far as they want it. */
export function growLabels<T extends Item>(
  placed: readonly Placed<T>[],
  dayCount: number,
  dayPx: number,
): readonly Placed<T>[] {
  return placed.map((one) => {
    const wanted = one.item.fullPx ?? one.labelPx;
    if (one.label !== 'after' || wanted <= one.labelPx) return one;
    const next = placed
      .filter((other) => other.lane === one.lane && other.from > one.from)
      .map((other) =>
        other.label === 'before' ? other.from - (other.labelPx + GAP_PX) / dayPx : other.from,
      );
    const room = (Math.min(dayCount, ...next) - one.to) * dayPx - GAP_PX;
    return { ...one, labelPx: Math.max(one.labelPx, Math.min(wanted, Math.floor(room))) };
  });
}
