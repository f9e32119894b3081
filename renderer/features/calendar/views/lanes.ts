import { type Day, touches, xIn } from '#renderer/features/calendar/layout.ts';

/** What is put on a row: a span in ms UTC and the width of its words in px. */
export type Item = {
  readonly key: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly labelPx: number;
  /** Width the words would like to have where there is room. */
  readonly fullPx?: number;
  /** End of the window it lies in (ms UTC): words stand clear of the window where that is near. */
  readonly clearOf?: number;
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
  /** Px between the end of the bar and words that stand after it. */
  readonly shiftPx: number;
  /** The span began before, or goes on after, this row. */
  readonly cutLeft: boolean;
  readonly cutRight: boolean;
};

const GAP_PX = 10;
const MIN_MARK_PX = 6;
const FURTHEST_WORDS_PX = 64;

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
      const shift = label === 'after' ? clearance(item, days, dayPx, to, words) : 0;
      const left = label === 'before' ? Math.max(0, from - words) : from;
      const right = (label === 'after' ? to + shift + words : to) + 2 / dayPx;
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
        shiftPx: Math.round(shift * dayPx),
        cutLeft: item.startsAt < rowStart,
        cutRight: item.endsAt > rowEnd,
      };
    });
}

/** Days from the end of the bar to where its words begin: past the window it lies in, where that is near and leaves room. */
function clearance(item: Item, days: readonly Day[], dayPx: number, to: number, words: number): number {
  if (item.clearOf === undefined) return 0;
  const shift = xIn(days, item.clearOf) - to;
  const fits = shift * dayPx <= FURTHEST_WORDS_PX && to + shift + words <= days.length;
  return fits ? Math.max(0, shift) : 0;
}

/** What fits into `lanes` lanes; the rest by the index of the day it starts on (in this row). */
export function fitLanes<T extends Item>(
  placed: readonly Placed<T>[],
  lanes: number,
): { readonly shown: readonly Placed<T>[]; readonly hidden: ReadonlyMap<number, readonly T[]> } {
  const rest = placed.filter((p) => p.lane >= lanes);
  const byDay = Map.groupBy(rest, (p) => Math.floor(p.from));
  return {
    shown: placed.filter((p) => p.lane < lanes),
    hidden: new Map([...byDay].map(([day, ones]) => [day, ones.map(({ item }) => item)])),
  };
}

/** Lanes that a placement takes. */
export function lanesTaken(placed: readonly Placed<Item>[]): number {
  return placed.reduce((most, p) => Math.max(most, p.lane + 1), 0);
}

type Shares = { readonly releases: number; readonly changes: number; readonly events: number };

/**
 * Divides the lanes of a row among releases, changes and events. All get what they want where there is room; else
 * events keep one, and releases and changes share the rest, neither below half of it for the other's sake. A kind that
 * wants nothing keeps one lane for its name, unless the others need it.
 */
export function shareLanes(lanes: number, wanted: Shares): Shares {
  const crowded =
    Math.max(1, wanted.releases) + Math.max(1, wanted.changes) + Math.max(1, wanted.events) > lanes;
  const least = (kind: number) => (crowded && kind === 0 ? 0 : Math.max(1, kind));
  const want = {
    releases: least(wanted.releases),
    changes: least(wanted.changes),
    events: least(wanted.events),
  };
  const events = Math.max(
    Math.min(1, want.events),
    Math.min(want.events, lanes - want.releases - want.changes),
  );
  const rest = lanes - events;
  const releases = Math.min(want.releases, Math.max(Math.floor(rest / 2), rest - want.changes));
  return { releases, changes: rest - releases, events };
}

/** Gives words that stand after their bar the room up to the next item of the lane, as far as they want it. */
export function growLabels<T extends Item>(
  placed: readonly Placed<T>[],
  dayCount: number,
  dayPx: number,
): readonly Placed<T>[] {
  const byLane = Map.groupBy(placed, (one) => one.lane);
  return placed.map((one) => {
    const wanted = one.item.fullPx ?? one.labelPx;
    if (one.label !== 'after' || wanted <= one.labelPx) return one;
    const next = (byLane.get(one.lane) ?? [])
      .filter((other) => other.from > one.from)
      .map((other) =>
        other.label === 'before' ? other.from - (other.labelPx + GAP_PX) / dayPx : other.from,
      );
    const room = (Math.min(dayCount, ...next) - one.to) * dayPx - one.shiftPx - GAP_PX;
    return { ...one, labelPx: Math.max(one.labelPx, Math.min(wanted, Math.floor(room))) };
  });
}
