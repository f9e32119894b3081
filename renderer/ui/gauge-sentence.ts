import type { GaugeFacts, GaugeState } from './gauge-geometry.ts';

/** Says the whole gauge in sentences, for those who do not see it. */
export function gaugeSentence(facts: GaugeFacts, state: GaugeState, clock: (at: number) => string): string {
  const { window } = facts;
  const said: string[] = [];
  if (state === 'ended')
    said.push(`Ended ${clock(facts.endedAt ?? facts.now)}, planned ${clock(facts.plannedEndAt)}.`);
  else said.push(`Now ${clock(facts.now)}.`);
  if (window) {
    const protection =
      window.protectionEndsAt > window.endsAt ? `, protection ends ${clock(window.protectionEndsAt)}` : '';
    said.push(`Window ${clock(window.startsAt)} to ${clock(window.endsAt)}${protection}.`);
  } else said.push('No window.');
  if (state === 'ended') return said.join(' ');
  if (facts.noReturnSince !== null) {
    said.push(`No return since ${clock(facts.noReturnSince)}; backing out is no longer possible.`);
  } else if (facts.backOutDeadlineAt !== null) {
    const deadline = clock(facts.backOutDeadlineAt);
    said.push(
      state === 'deadline passed' ? `Back-out deadline ${deadline} passed.` : `Back out by ${deadline}.`,
    );
    const after = facts.deadlineAfterNext;
    if (after && state === 'running') {
      const then = after.deadlineAt === null ? 'no return' : `by ${clock(after.deadlineAt)}`;
      said.push(`Once step ${after.number} starts: ${then}.`);
    }
  }
  if (state === 'before' || state === 'waiting') {
    said.push(
      `Not started; planned end ${clock(facts.plannedEndAt)}, forecast ${clock(facts.forecastEndAt)}.`,
    );
    return said.join(' ');
  }
  if (facts.backsOut) {
    said.push(`Service is restored ${clock(facts.backedOutAt)}.`);
    return said.join(' ');
  }
  said.push(`If we go on, forecast end ${clock(facts.forecastEndAt)}, plan ${clock(facts.plannedEndAt)}.`);
  if (state !== 'no return') said.push(`If we back out now, service restored ${clock(facts.backedOutAt)}.`);
  return said.join(' ');
}
