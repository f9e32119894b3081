/** Repeatable randomness: the same seed gives the same company. Not for secrets. */
export type Random = {
  /** A number in [0, 1). */
  readonly next: () => number;
  /** A whole number from `low` to `high`, both included. */
  readonly int: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(items: readonly [T, ...T[]]) => T;
  /** A valid UUIDv7 (RFC 9562) dated `at` (ms UTC), the same for the same seed and draw. */
  readonly id: <Id extends string>(at: number) => Id;
};

/** Small 32-bit generator (mulberry32 by T. Ettinger, public domain as an algorithm): one addition and two mixing multiplications per draw. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const draw = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = () => draw() / 4_294_967_296;
  const hex = (digits: number) => (draw() >>> (32 - digits * 4)).toString(16).padStart(digits, '0');
  return {
    next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    id: <Id extends string>(at: number) => {
      const time = Math.max(0, Math.floor(at)).toString(16).padStart(12, '0').slice(-12);
      const variant = (8 + (draw() >>> 30)).toString(16);
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(6)}${hex(6)}` as Id;
    },
  };
}
