import { selectDay } from '#renderer/features/calendar/calendarStore.ts';
import { type Day, daysFrom, instantAt, xIn } from '#renderer/features/calendar/layout.ts';
import { dayKey } from '#renderer/lib/format.ts';
import type { Span } from './target.ts';

/** A row of days as it stands on screen, in px of the window. */
export type GridRow = {
  readonly index: number;
  readonly days: readonly Day[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

/** Part of a span that lies on one row, in px of the window. */
export type Stretch = {
  readonly left: number;
  readonly right: number;
  readonly row: GridRow;
  /** It goes on before or after this row. */
  readonly cutLeft: boolean;
  readonly cutRight: boolean;
};

/** Reads the rows of days on screen: cells with `data-date` that share a parent are a row. The agenda's sections are none. */
export function readGrid(zone: string): readonly GridRow[] {
  const cells = [...document.querySelectorAll<HTMLElement>('main [data-date]:not(section)')];
  const rows = [...Map.groupBy(cells, (cell) => cell.parentElement).values()];
  return rows.flatMap((row, index) => {
    const first = row[0];
    const last = row.at(-1);
    if (first === undefined || last === undefined) return [];
    const from = first.getBoundingClientRect();
    const to = last.getBoundingClientRect();
    const days = knownDays(first.dataset.date ?? '', row.length, zone);
    return days.length === 0
      ? []
      : [{ index, days, left: from.left, right: to.right, top: from.top, bottom: from.bottom }];
  });
}

/** The instant under a point of the window; outside the rows the nearest one counts. Null without rows. */
export function instantAtPoint(rows: readonly GridRow[], x: number, y: number): number | null {
  let best: GridRow | null = null;
  for (const row of rows) if (best === null || distance(row, y) < distance(best, y)) best = row;
  if (best === null) return null;
  return instantAt(best.days, ((x - best.left) / (best.right - best.left)) * best.days.length);
}

/** Ms of time that one px of the rows stands for. */
export function msPerPx(rows: readonly GridRow[]): number {
  const row = rows[0];
  return row === undefined ? 0 : (row.days.length * 86_400_000) / Math.max(1, row.right - row.left);
}

/** Where a span lies on screen. Of several rows with the same days, the one it was taken from is meant. */
export function stretchesOf(rows: readonly GridRow[], span: Span, rowIndex: number): readonly Stretch[] {
  const byFirst = Map.groupBy(rows, (row) => row.days[0]?.date);
  return [...byFirst.values()].flatMap((same) => {
    const row = same.find(({ index }) => index === rowIndex) ?? same[0];
    const start = row?.days[0]?.startsAt;
    const end = row?.days.at(-1)?.endsAt;
    if (row === undefined || start === undefined || end === undefined) return [];
    if (span.startsAt >= end || span.endsAt <= start) return [];
    const place = (at: number) => row.left + (xIn(row.days, at) / row.days.length) * (row.right - row.left);
    return [
      {
        row,
        left: place(span.startsAt),
        right: place(span.endsAt),
        cutLeft: span.startsAt < start,
        cutRight: span.endsAt > end,
      },
    ];
  });
}

/** Index of the row that an element stands on, and px from that row's top to it. */
export function rowOf(
  rows: readonly GridRow[],
  element: Element,
): { readonly row: number; readonly offsetPx: number } {
  const { top } = element.getBoundingClientRect();
  const row =
    rows.find((one) => top >= one.top && top < one.bottom) ??
    rows.find((one) => top < one.bottom) ??
    rows.at(-1);
  return { row: row?.index ?? 0, offsetPx: row === undefined ? 0 : top - row.top };
}

function distance(row: GridRow, y: number): number {
  return y < row.top ? row.top - y : y >= row.bottom ? y - row.bottom + 1 : 0;
}

let kept = new Map<string, readonly Day[]>();

function knownDays(date: string, count: number, zone: string): readonly Day[] {
  const key = `${date} ${count} ${zone}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return [];
  if (kept.size > 100) kept = new Map();
  const days = daysFrom(date, count, zone);
  kept.set(key, days);
  return days;
}

/** Turns the page to an instant, unless its day is on the page already. */
export function bringIntoSight(at: number, zone: string): void {
  const date = dayKey(at, zone);
  if (document.querySelector(`main [data-date="${date}"]`) === null) selectDay(date);
}
