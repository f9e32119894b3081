import { generateNKeysBetween } from 'fractional-indexing';
import type { Condition } from '#shared/contract/approvals.ts';
import type { AgendaItem, CabMeeting } from '#shared/contract/cab.ts';
import type { Change } from '#shared/contract/changes.ts';
import { builtInAgendaRule, compareForAgenda, whyNotTaken } from '../approvals/cab.ts';
import { builtInPolicies } from '../changes/change-policies.ts';
import type { AgendaItemId, ConditionId } from '../ids.ts';
import { DAY, HOUR, MINUTE } from '../time.ts';
import type { SampleDecision } from './approvals.ts';
import { type SampleCompany, withRole } from './company.ts';
import type { Random } from './random.ts';

export type SampleBoard = {
  readonly meetings: readonly CabMeeting[];
  readonly items: readonly AgendaItem[];
  readonly decisions: readonly SampleDecision[];
  readonly conditions: readonly Condition[];
};

const HEARD = 4;
const CONDITION = 'The snapshot is restored on staging once before the night.';
const minutesOfMeeting = `The release of the coming night was heard as one; nobody sent apologies.

- **Settlement reference:** approved, once the snapshot has been restored on staging.
- **Second acquirer:** the toggle goes back to 5 % should declines rise.
- **Refunds:** no questions; the service desk has its words for callers.

For next time: *figures of the load* before reads go to the replica.`;

/**
 * The meeting of last week with what it decided on the tickets of the coming night, one with a condition that is met
 * since, and the next meeting with what waits for the board, riskiest first. The votes of the board are dated to it.
 */
export function sampleBoard(
  random: Random,
  company: SampleCompany,
  meetings: readonly CabMeeting[],
  voted: { readonly changes: readonly Change[]; readonly decisions: readonly SampleDecision[] },
  now: number,
): SampleBoard {
  const past = meetings.findLast((one) => one.start.at < now - DAY);
  const next = meetings.find((one) => one.start.at > now);
  if (!past || !next) return { meetings, items: [], decisions: voted.decisions, conditions: [] };
  const authorities = new Set(
    builtInPolicies.approvalFlows.normal.flatMap((stage) => (stage.authority ? [stage.id] : [])),
  );
  const scheduled = new Set(
    voted.changes
      .filter((one) => one.state === 'Scheduled' && one.createdAt < past.start.at - DAY)
      .map(({ id }) => id as string),
  );
  const votes = voted.decisions
    .filter(({ subjectId, stageId }) => scheduled.has(subjectId) && authorities.has(stageId))
    .slice(0, HEARD);
  const heard = votes.map((vote, nth) => ({ vote, at: past.start.at + (4 + 11 * (nth + 1)) * MINUTE }));
  const heardAt = new Map(heard.map(({ vote, at }) => [vote.id, at]));
  const waits = voted.changes
    .filter((one) => whyNotTaken(builtInAgendaRule, one, next.start.at) === null)
    .toSorted((a, b) => compareForAgenda(starting(a), starting(b)));
  const item = (meeting: CabMeeting, subjectId: AgendaItem['subjectId'], position: string): AgendaItem => ({
    id: random.id<AgendaItemId>(meeting.start.at - 3 * DAY),
    meetingId: meeting.id,
    subjectKind: 'change',
    subjectId,
    position,
    minutes: builtInAgendaRule.minutes,
    late: false,
    outcome: null,
    outcomeAt: null,
    note: '',
    startedAt: null,
    endedAt: null,
  });
  const places = generateNKeysBetween(null, null, Math.max(heard.length, waits.length));
  const [conditional] = heard;
  return {
    meetings: meetings.map((one) =>
      one.id !== past.id || heard.length === 0
        ? one
        : {
            ...one,
            presentIds: one.memberIds,
            startedAt: one.start.at + 2 * MINUTE,
            endedAt: one.start.at + 55 * MINUTE,
            record: minutesOfMeeting,
          },
    ),
    items: [
      ...heard.map(
        ({ vote, at }, nth): AgendaItem => ({
          ...item(past, vote.subjectId, places[nth] ?? ''),
          outcome: nth === 0 ? 'approved with conditions' : 'approved',
          outcomeAt: at,
          note: nth === 0 ? `Condition: ${CONDITION}` : '',
          startedAt: at - 10 * MINUTE,
          endedAt: at,
        }),
      ),
      ...waits.map((one, nth) => item(next, one.id, places[nth] ?? '')),
    ],
    decisions: voted.decisions.map((one) => {
      const at = heardAt.get(one.id);
      if (at === undefined) return one;
      const evidence = { kind: 'meeting' as const, text: past.ref };
      return { ...one, evidence, meetingId: past.id, decidedAt: at, recordedAt: at };
    }),
    conditions:
      conditional === undefined
        ? []
        : [
            {
              id: random.id<ConditionId>(conditional.at),
              changeId: conditional.vote.subjectId as Change['id'],
              decisionId: conditional.vote.id,
              text: CONDITION,
              metAt: conditional.at + 20 * HOUR,
              metBy: withRole(company, 'DBA'),
              metNote: 'Restored in 14 minutes, row counts compared.',
            },
          ],
  };
}

const starting = (change: Change) => ({ ...change, startsAt: change.plannedStart?.at ?? null });
