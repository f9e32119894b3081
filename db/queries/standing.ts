import type { Condition, Decision, Stage } from '#shared/contract/approvals.ts';
import type { ChangePolicies } from '#shared/contract/change-policies.ts';
import type { Change, ChangeState } from '#shared/contract/changes.ts';
import type { Release } from '#shared/contract/releases.ts';
import type { ApprovalStanding, MissingLine, StageStanding } from '#shared/contract/standing.ts';
import {
  authorityText,
  flowAtSubmission,
  stageStandings,
  type Voted,
} from '#shared/domain/approvals/approvals.ts';
import { isInForce, openConditions } from '#shared/domain/approvals/conditions.ts';
import type { ApprovalFacts } from '#shared/domain/approvals/deciders.ts';
import { approvalNeeds, openCriteria, policyNeeds } from '#shared/domain/changes/change-needs.ts';
import { forwardState, type Missing, missingFor } from '#shared/domain/changes/changes.ts';
import { canonical, sha256 } from '../chain.ts';
import type { ReadDb } from '../read.ts';
import { approvalFacts, conditionsOf, contentHashOf, decisionsOf } from './approval-facts.ts';
import { changePolicies } from './change-policies.ts';

/** A change with how its approvals stand, for those who write as well as those who show. */
export type Judged = {
  readonly change: Change;
  readonly about: Voted;
  readonly stages: readonly StageStanding[];
  readonly decisions: readonly Decision[];
  readonly conditions: readonly Condition[];
  readonly facts: ApprovalFacts;
  readonly policies: ChangePolicies;
};

/** How the approvals of changes stand at `now` (ms UTC), in the order given. */
export function judgedChanges(db: ReadDb, changes: readonly Change[], now: number): readonly Judged[] {
  const facts = approvalFacts(db, now);
  const policies = changePolicies(db);
  const ids = changes.map((change) => change.id);
  const decisions = decisionsOf(db, ids);
  const conditions = conditionsOf(db, ids);
  return changes.map((change) => {
    const about = votedChange(change);
    const own = decisions.get(change.id) ?? [];
    return {
      change,
      about,
      stages: stageStandings(about, policies.approvalFlows[change.type], own, facts),
      decisions: own,
      conditions: conditions.get(change.id) ?? [],
      facts,
      policies,
    };
  });
}

/** How the approvals of one change stand at `now`. */
export function judgedChange(db: ReadDb, change: Change, now: number): Judged {
  const [judged] = judgedChanges(db, [change], now);
  if (!judged) throw new Error('One change has one standing');
  return judged;
}

function votedChange(change: Change): Voted {
  const { ref, type, state, round, flow, requesterId, assigneeId } = change;
  const contentHash = contentHashOf(change);
  return { kind: 'change', ref, type, state, round, flow, requesterId, assigneeId, contentHash };
}

/** What approvals, conditions and the policies of the workspace still ask for before a move. */
export function movingNeeds(
  judged: Judged,
  to: ChangeState,
  said: Parameters<typeof approvalNeeds>[4] = {},
): readonly Missing[] {
  const { change, stages, conditions, decisions, policies } = judged;
  const open = openConditions(conditions, decisions, change.round);
  return [...policyNeeds(change, to, policies), ...approvalNeeds(change, stages, open, to, said)];
}

/** A standing as it goes to the screen. */
export function standingOf(judged: Judged): ApprovalStanding {
  const { change, about, stages, decisions, conditions, facts } = judged;
  const next = forwardState(change);
  return {
    subject: { kind: 'change', id: change.id },
    ref: change.ref,
    title: change.title,
    state: change.state,
    round: change.round,
    contentHash: about.contentHash,
    stages: [...stages],
    conditions: conditions.map((one) => ({ ...one, inForce: isInForce(one, decisions, change.round) })),
    earlier: decisions.filter((one) => one.round < change.round),
    next,
    missing: next === null ? [] : missingLines(judged, next),
    authority: authorityText(stages, facts),
    approveBy: change.approveBy,
  };
}

function missingLines(judged: Judged, next: ChangeState): MissingLine[] {
  const { change, policies } = judged;
  const bars = [...missingFor(change, next), ...movingNeeds(judged, next)];
  const named = bars.some((line) => line.field === 'criteria');
  const criteria = named || next === 'Assess' || next === 'Closed' ? [] : openCriteria(change, policies);
  return [
    ...bars.map(({ field, why }) => ({ field, why, bars: true })),
    ...criteria.map(({ why }) => ({ field: 'criteria', why, bars: false })),
  ];
}

/**
 * How the approval of a release stands: the board's stage of a normal change, on its slot, place and tickets. It has no
 * rounds and bars nothing; a release is held up by its changes.
 */
export function judgedRelease(
  db: ReadDb,
  release: Release,
  now: number,
): Pick<Judged, 'about' | 'stages' | 'facts'> & { readonly standing: ApprovalStanding } {
  const facts = approvalFacts(db, now);
  const policy = changePolicies(db).approvalFlows.normal.filter(isAuthority).slice(0, 1);
  const { asked } = flowAtSubmission(policy, 'normal', facts);
  const about: Voted = {
    kind: 'release',
    ref: release.ref,
    type: 'normal',
    state: 'Authorize',
    round: 1,
    flow: asked,
    requesterId: release.ownerId,
    assigneeId: null,
    contentHash: releaseHash(db, release),
  };
  const stages = stageStandings(about, policy, decisionsOf(db, [release.id]).get(release.id) ?? [], facts);
  const standing: ApprovalStanding = {
    subject: { kind: 'release', id: release.id },
    ref: release.ref,
    title: release.name,
    state: release.state,
    round: 1,
    contentHash: about.contentHash,
    stages: [...stages],
    conditions: [],
    earlier: [],
    next: null,
    missing: [],
    authority: authorityText(stages, facts),
    approveBy: null,
  };
  return { about, stages, facts, standing };
}

function isAuthority(stage: Stage): boolean {
  return stage.kind === 'approval' && stage.authority;
}

function releaseHash(db: ReadDb, release: Release): string {
  const { version, type, environmentId, strategy, backOutPlan, slot } = release;
  const tickets = db.rows<{ id: string }>(
    'SELECT id FROM change WHERE release_id = ? AND removed_at IS NULL ORDER BY id',
    release.id,
  );
  return sha256(
    canonical({
      version,
      type,
      environmentId,
      strategy,
      backOutPlan,
      start: slot?.start ?? null,
      end: slot?.end ?? null,
      changes: tickets.map(({ id }) => id),
    }),
  );
}
