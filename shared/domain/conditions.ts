import type { Condition, Decision } from '#shared/contract/approvals.ts';
import { latestVotes } from './stages.ts';

/** Conditions that bar: open, and of a decision of this round that was not replaced by its decider. */
export function openConditions(
  conditions: readonly Condition[],
  decisions: readonly Decision[],
  round: number,
): readonly Condition[] {
  return conditions.filter((one) => one.metAt === null && isInForce(one, decisions, round));
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
