import type { Decision, Stage } from '#shared/contract/approvals.ts';
import type { Change } from '#shared/contract/changes.ts';
import { flowAtSubmission } from '../approvals/approvals.ts';
import type { ApprovalFacts } from '../approvals/deciders.ts';
import { eligibleFor } from '../approvals/stages.ts';
import { builtInPolicies } from '../changes/change-policies.ts';
import { statesByType } from '../changes/changes.ts';
import type { DecisionId } from '../ids.ts';
import { HOUR, MINUTE } from '../time.ts';
import { type SampleCompany, withRole } from './company.ts';
import type { Random } from './random.ts';

const rankOf = (state: Change['state']) => statesByType.normal.indexOf(state);

/** A decision of the sample; what it was made on is hashed when it is written. */
export type SampleDecision = Omit<Decision, 'contentHash'>;

/** The changes with the stages they were submitted with, and the decisions that brought them to where they stand. */
export function sampleApprovals(
  random: Random,
  company: SampleCompany,
  changes: readonly Change[],
  now: number,
): { readonly changes: Change[]; readonly decisions: SampleDecision[] } {
  const facts: ApprovalFacts = {
    people: company.people,
    teams: company.teams,
    times: [],
    rules: builtInPolicies.approvalRules,
    meetings: new Map(),
    former: new Map(),
    now,
  };
  const recorder = withRole(company, 'release manager');
  const submitted = changes.map((change): Change => {
    if (change.state === 'New' || change.state === 'Cancelled') return change;
    const { asked } = flowAtSubmission(builtInPolicies.approvalFlows[change.type], change.type, facts);
    return { ...change, flow: [...asked] };
  });
  const decisions = submitted.flatMap((change, n) =>
    (change.flow ?? [])
      .filter((stage, place) => isDecided(change, stage, (n + place) % 2 === 0))
      .flatMap((stage, place): SampleDecision[] => {
        const eligible = eligibleFor(stage, change, facts);
        const decidedBy = stage.authority ? eligible.at(-1) : eligible[0];
        if (decidedBy === undefined || recorder === null) return [];
        const after = rankOf(stage.state) > rankOf('Authorize') ? (change.actualStartAt ?? 0) - HOUR : 0;
        const decidedAt = Math.min(
          now - (9 - place) * MINUTE,
          Math.max(after, change.createdAt + (place + 1) * 7 * HOUR),
        );
        return [
          {
            id: random.id<DecisionId>(decidedAt),
            subjectKind: 'change',
            subjectId: change.id,
            stageId: stage.id,
            round: change.round,
            verdict: stage.kind === 'task' ? 'done' : 'approve',
            comment: '',
            decidedBy,
            recordedBy: stage.authority ? recorder : decidedBy,
            capacity: stage.authority ? 'on behalf' : 'self',
            evidence: stage.authority
              ? change.type === 'emergency'
                ? { kind: 'call', text: 'Telephone conference of the emergency board' }
                : { kind: 'meeting', text: 'Weekly board' }
              : { kind: 'none', text: '' },
            meetingId: null,
            decidedAt,
            recordedAt: decidedAt,
          },
        ];
      }),
  );
  return { changes: submitted, decisions };
}

/** What lies behind a change is decided; of what it waits for now about half is. */
function isDecided(change: Change, stage: Stage, half: boolean): boolean {
  const behind = rankOf(stage.state) < rankOf(change.state);
  if (behind || change.state === 'Closed') return true;
  return change.state === stage.state && stage.kind === 'approval' && !stage.authority && half;
}
