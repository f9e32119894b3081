import type { RunEvent } from '#shared/contract/run-records.ts';
import { MINUTE } from '../time.ts';
import { minutesText } from '../wording.ts';

/** How far wall clock and elapsed time may differ between two readings, in ms. */
export const CLOCK_TOLERANCE = 5_000;
/** A reading that comes this much later than it was due, in ms, was held up: the computer slept. */
const HELD_UP = MINUTE;

/** What the clocks of a computer show at one moment, each in ms. */
export type ClockReading = {
  /** UTC, as people set it. */
  readonly wall: number;
  /** Counts evenly, whatever people set; on most systems it stands still while the computer sleeps. */
  readonly steady: number;
  /** Counts evenly and through sleep; null where there is no such clock. */
  readonly boot: number | null;
};

/** What happened to the clock: `slept`, `set`, or one of both where nothing tells them apart. Instants in ms UTC. */
export type ClockJump = {
  readonly kind: 'slept' | 'set' | 'slept or set';
  /** What the clock showed before. */
  readonly from: number;
  /** What it showed after. */
  readonly to: number;
};

/**
 * What happened to the clock between two readings that were to be `every` ms apart. A change of summer time is nothing:
 * the wall clock is read in UTC.
 */
export function jumpsBetween(before: ClockReading, after: ClockReading, every: number): ClockJump[] {
  const steady = after.steady - before.steady;
  const known = before.boot !== null && after.boot !== null;
  const elapsed = known ? (after.boot ?? 0) - (before.boot ?? 0) : steady;
  const drift = after.wall - before.wall - elapsed;
  if (!known && drift > CLOCK_TOLERANCE) return [{ kind: 'slept or set', from: before.wall, to: after.wall }];
  const slept = elapsed - steady > CLOCK_TOLERANCE || steady - every > HELD_UP;
  const woke = before.wall + elapsed;
  return [
    ...(slept ? [{ kind: 'slept', from: before.wall, to: woke } as const] : []),
    ...(Math.abs(drift) > CLOCK_TOLERANCE ? [{ kind: 'set', from: woke, to: after.wall } as const] : []),
  ];
}

/** A jump in one sentence, as it stands on record. Times stand between braces as epoch ms. */
export function jumpSentence({ kind, from, to }: ClockJump): string {
  const length = lengthText(Math.abs(to - from));
  const times = `${length}, from {${from}} to {${to}}.`;
  switch (kind) {
    case 'slept':
      return `The computer was asleep for ${times}`;
    case 'set':
      return `The clock was set ${to < from ? 'back' : 'forward'} by ${times}`;
    case 'slept or set':
      return `The computer was asleep or its clock was set forward by ${times}`;
  }
}

/** Reads what {@link jumpSentence} wrote; null for any other text. */
export function readJump(sentence: string): ClockJump | null {
  const [, words = '', from, to] = /^(.+), from \{(-?\d+)\} to \{(-?\d+)\}\.$/.exec(sentence) ?? [];
  if (from === undefined || to === undefined) return null;
  const slept = words.startsWith('The computer was asleep');
  const set = words.includes('clock was set ');
  const kind = slept ? (set ? 'slept or set' : 'slept') : 'set';
  return { kind, from: Number(from), to: Number(to) };
}

function lengthText(ms: number): string {
  return ms < 2 * MINUTE ? `${Math.round(ms / 1000)} s` : minutesText(Math.round(ms / MINUTE));
}

type Moment = Pick<RunEvent, 'kind' | 'comment' | 'recordedAt'>;
export type RecordedJump = ClockJump & { readonly recordedAt: number };

/** The jumps of the clock on record in a run, in the order they were recorded. */
export function jumpsOf(moments: readonly Moment[]): RecordedJump[] {
  return moments.flatMap(({ kind, comment, recordedAt }) => {
    const jump = kind === 'clock' ? readJump(comment) : null;
    return jump === null ? [] : [{ ...jump, recordedAt }];
  });
}

/** The jumps that nobody has said anything about yet: one answer covers all before it. */
export function openJumps(moments: readonly Moment[]): RecordedJump[] {
  const answered = moments.findLast(({ kind }) => kind === 'clock answered')?.recordedAt ?? 0;
  return jumpsOf(moments).filter(({ recordedAt }) => recordedAt > answered);
}
