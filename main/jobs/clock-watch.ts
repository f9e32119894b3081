import { uptime } from 'node:os';
import { operatorId } from '#db/queries/people.ts';
import { recordJump, setBackBefore } from '#db/queries/run-clock.ts';
import type { Store } from '#db/store.ts';
import { type ClockJump, type ClockReading, jumpsBetween } from '#shared/domain/runs/clock-jumps.ts';

/** How often the clocks are compared, in ms. */
const EVERY = 5_000;

/** The clocks of a computer. */
export type Clocks = () => ClockReading;

/** Those of this computer. On Linux the uptime counts through sleep; elsewhere it follows the wall clock or is too coarse. */
export const systemClocks: Clocks = () => ({
  wall: Date.now(),
  steady: performance.now(),
  boot: process.platform === 'linux' ? uptime() * 1000 : null,
});

export type ClockWatch = {
  /** Compares the clocks with how they stood the last time and puts a jump on record. */
  look(): void;
  stop(): void;
};

/**
 * Watches the clock of this computer: a jump is put on record in each run that is under way here, with the start also one
 * from before it. `clocks` is null where nobody watches on.
 */
export function watchClock(store: Store, clocks: Clocks | null): ClockWatch {
  let before = clocks?.() ?? null;
  let unwritten: ClockJump[] = [];
  const write = () => {
    const operator = operatorId(store.db);
    try {
      if (operator) for (const jump of unwritten) recordJump(store, { actor: operator }, jump);
      unwritten = [];
    } catch (error) {
      // A full disk, say: it is tried again with the next look.
      const why = error instanceof Error ? error.message : error;
      process.stderr.write(`A jump of the clock was not written: ${why}\n`);
    }
  };
  const look = () => {
    const now = clocks?.() ?? null;
    if (before !== null && now !== null) unwritten.push(...jumpsBetween(before, now, EVERY));
    before = now;
    if (unwritten.length > 0) write();
  };
  unwritten.push(...setBackBefore(store));
  look();
  const timer = setInterval(look, EVERY);
  timer.unref();
  return { look, stop: () => clearInterval(timer) };
}
