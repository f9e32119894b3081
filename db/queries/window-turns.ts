import type { Occurrence, WindowRule } from '#shared/contract/calendar.ts';
import { occurrencesOf } from '#shared/domain/calendar/recurrence.ts';
import { DAY } from '#shared/domain/time.ts';
import { createTurns } from '../turns.ts';

/** Time that is expanded at once. */
const PIECE = 91 * DAY;

/**
 * Occurrences of the rules that touch [from, until), earliest first. Ten years of hundreds of rules take long: it goes
 * piece by piece through the time, and gives others their turn between.
 */
export async function occurrencesInTurns(
  rules: readonly WindowRule[],
  from: number,
  until: number,
): Promise<Occurrence[]> {
  const turn = createTurns();
  const all: Occurrence[] = [];
  for (let start = from; start < until; start += PIECE) {
    const piece: Occurrence[] = [];
    for (const rule of rules) {
      const found = occurrencesOf(rule, start, Math.min(until, start + PIECE));
      // One that began before was found in the piece before.
      for (const one of found) if (start === from || one.startsAt >= start) piece.push(one);
      await turn();
    }
    for (const one of piece.sort((a, b) => a.startsAt - b.startsAt)) all.push(one);
  }
  return all;
}
