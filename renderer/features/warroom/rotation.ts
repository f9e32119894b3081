/** How panels turn: `seconds` each since `from` (ms UTC), moved by `offset` by hand; `heldAt` is when they were held, or null. */
export type Rotation = {
  readonly seconds: number;
  readonly from: number;
  readonly offset: number;
  readonly heldAt: number | null;
};

/** The panel that stands at `now`, counted from 0. A clock that was set back turns nothing. */
export function panelAt({ seconds, from, offset, heldAt }: Rotation, now: number, count: number): number {
  if (count < 1) return 0;
  const turned = seconds > 0 ? Math.max(0, Math.floor(((heldAt ?? now) - from) / (seconds * 1000))) : 0;
  return (((turned + offset) % count) + count) % count;
}

/** A list in pieces of at most `most`. */
export function pages<T>(list: readonly T[], most: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / most) }, (_, i) =>
    list.slice(i * most, (i + 1) * most),
  );
}
