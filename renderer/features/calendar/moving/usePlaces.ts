import { type RefObject, useLayoutEffect, useState } from 'react';
import { readGrid, stretchesOf } from './grid.ts';
import type { Moving } from './movingStore.ts';
import type { Span } from './target.ts';

type Spot = { readonly left: number; readonly top: number };
type Bar = Spot & { readonly width: number; readonly cutLeft: boolean; readonly cutRight: boolean };
/** Where everything stands on screen, in px of the window; null = not on the page that is shown. */
export type Places = {
  readonly chip: Spot | null;
  readonly bars: readonly Bar[];
  readonly free: Spot | null;
  readonly card: Spot;
  /** Line from the chip to the card beside it. */
  readonly lead: (Spot & { readonly width: number }) | null;
};

const GAP_PX = 18;
const EDGE_PX = 8;

/** Follows the grid, frame by frame, while something is carried: it scrolls, turns its page and is drawn anew meanwhile. */
export function usePlaces(
  moving: Moving,
  free: Span | null,
  zone: string,
  chip: RefObject<HTMLElement | null>,
  card: RefObject<HTMLElement | null>,
): Places | null {
  const [places, setPlaces] = useState<Places | null>(null);
  useLayoutEffect(() => {
    let frame = 0;
    let last = '';
    const look = () => {
      frame = requestAnimationFrame(look);
      const next = placesOf(moving, free, zone, chip.current, card.current);
      const text = JSON.stringify(next);
      if (text === last) return;
      last = text;
      setPlaces(next);
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [moving, free, zone, chip, card]);
  return places;
}

function placesOf(
  moving: Moving,
  free: Span | null,
  zone: string,
  chip: HTMLElement | null,
  card: HTMLElement | null,
): Places {
  const rows = readGrid(zone);
  const stretches = stretchesOf(rows, moving.target, moving.row);
  const bars = stretches.map(({ row, left, right, cutLeft, cutRight }) => ({
    left,
    top: row.top + moving.offsetPx,
    width: Math.max(6, right - left),
    cutLeft,
    cutRight,
  }));
  const freeAt = free === null ? undefined : stretchesOf(rows, free, moving.row)[0];
  const size = { width: chip?.offsetWidth ?? 0, height: chip?.offsetHeight ?? 0 };
  const chipAt = onScreen(chipSpot(moving, rows, bars[0] ?? null), size.width);
  const cardSize = { width: card?.offsetWidth ?? 0, height: card?.offsetHeight ?? 0 };
  const cardAt = cardSpot(chipAt, size, cardSize);
  return {
    chip: chipAt,
    bars,
    free: freeAt === undefined ? null : { left: freeAt.left, top: freeAt.row.top + moving.offsetPx },
    card: cardAt,
    lead: chipAt === null ? null : leadOf(chipAt, size, cardAt, cardSize),
  };
}

/** Under the pointer where the whole is drawn by it, else at the start of its new time. */
function chipSpot(moving: Moving, rows: ReturnType<typeof readGrid>, bar: Spot | null): Spot | null {
  const { travel, booking, row, offsetPx, hold } = moving;
  if (travel === null || hold !== 'whole') return bar;
  const from = stretchesOf(rows, booking, row)[0];
  if (from === undefined) return bar;
  return { left: from.left + travel.x, top: from.row.top + offsetPx + travel.y };
}

/** Moved left where it would leave the window. */
function onScreen(spot: Spot | null, width: number): Spot | null {
  if (spot === null) return null;
  return { ...spot, left: Math.max(EDGE_PX, Math.min(spot.left, window.innerWidth - width - EDGE_PX)) };
}

/** Beside the chip where there is room, right before left; else under or above it. Always on screen. */
function cardSpot(
  chip: Spot | null,
  size: { readonly width: number; readonly height: number },
  card: { readonly width: number; readonly height: number },
): Spot {
  const right = window.innerWidth - card.width - EDGE_PX;
  const bottom = window.innerHeight - card.height - EDGE_PX;
  if (chip === null) return { left: Math.max(EDGE_PX, right), top: Math.max(EDGE_PX, bottom) };
  const beside = chip.left + size.width + GAP_PX;
  const before = chip.left - GAP_PX - card.width;
  const level = Math.max(EDGE_PX, Math.min(chip.top - 30, bottom));
  if (beside <= right) return { left: beside, top: level };
  if (before >= EDGE_PX) return { left: before, top: level };
  const under = chip.top + size.height + GAP_PX;
  const left = Math.max(EDGE_PX, Math.min(chip.left, right));
  return { left, top: under <= bottom ? under : Math.max(EDGE_PX, chip.top - GAP_PX - card.height) };
}

function leadOf(
  chip: Spot,
  size: { readonly width: number; readonly height: number },
  card: Spot,
  cardSize: { readonly width: number; readonly height: number },
): (Spot & { readonly width: number }) | null {
  const top = chip.top + size.height / 2;
  if (top < card.top || top > card.top + cardSize.height) return null;
  const end = chip.left + size.width;
  if (card.left >= end) return { left: end, top, width: card.left - end };
  const cardEnd = card.left + cardSize.width;
  return cardEnd <= chip.left ? { left: cardEnd, top, width: chip.left - cardEnd } : null;
}
