import type { Condition, Decision } from '#shared/contract/approvals.ts';
import type { Change } from '#shared/contract/changes.ts';
import { isOpen, type Verdict } from '../changes/changes.ts';
import { latestVotes } from './stages.ts';

/** Conditions that bar: open, and of a decision of this round that was not replaced by its decider. */
export function openConditions(
  conditions: readonly Condition[],
  decisions: readonly Decision[],
  round: number,
): readonly Condition[] {
  return conditions.filter((one) => one.metAt === null && isInForce(one, decisions, round));
}

/** Whether the words of a condition may be put better: while it is open and asked for, and its change under way. */
export function mayEditCondition(
  { metAt, inForce }: Pick<Condition, 'metAt'> & { readonly inForce: boolean },
  { ref, state }: Pick<Change, 'ref' | 'state'>,
): Verdict {
  const no = (reason: string): Verdict => ({ ok: false, reason });
  if (metAt !== null) return no('This condition is met. Open it again, then edit it.');
  if (!inForce) return no('This condition is no longer asked for.');
  return isOpen(state) ? { ok: true } : no(`${ref} is ${state}; its conditions stay as they were.`);
}

/** True for a condition of a decision that still is its decider's last word in this round. */
export function isInForce(
  one: Pick<Condition, 'decisionId'>,
  decisions: readonly Decision[],
  round: number,
): boolean {
  const given = decisions.find((decision) => decision.id === one.decisionId);
  return (
    given !== undefined &&
    latestVotes(decisions, given.stageId, round).some((latest) => latest.id === given.id)
  );
}
