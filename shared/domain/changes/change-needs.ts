import type { Condition, Stage } from '#shared/contract/approvals.ts';
import type { ChangePolicies } from '#shared/contract/change-policies.ts';
import type { Change, ChangeFields, ChangeState, CloseCode } from '#shared/contract/changes.ts';
import type { StageStanding } from '#shared/contract/standing.ts';
import { cut, shortList } from '../wording.ts';
import { isOpen, type Missing, statesByType, type Verdict } from './changes.ts';

type Policies = Pick<ChangePolicies, 'transitionNeeds' | 'riskModel' | 'criteria' | 'customFields'>;
type Said = { readonly reason?: string | undefined; readonly closeCode?: CloseCode | undefined };

const rankOf = (state: ChangeState) => statesByType.normal.indexOf(state);

/** Fields that the workspace asks for before this move and that are still empty. */
export function policyNeeds(change: Change, to: ChangeState, policies: Policies): readonly Missing[] {
  return policies.transitionNeeds
    .filter((need) => need.to === to && (need.types.length === 0 || need.types.includes(change.type)))
    .flatMap(({ field }): Missing[] => {
      const open = openIn(change, field, policies);
      if (open === null) return [];
      return [{ field, why: `${to} needs ${fieldWords(field)}${open === '' ? '' : `: ${open}`}` }];
    });
}

/** What a field still lacks: empty = all of it, null = nothing. */
function openIn(change: Change, field: keyof ChangeFields, policies: Policies): string | null {
  const left = (names: readonly string[]) => (names.length === 0 ? null : shortList(names));
  switch (field) {
    case 'criteria':
      return left(openCriteria(change, policies).map((one) => one.name));
    case 'riskAnswers':
      return left(
        policies.riskModel.questions.filter(({ id }) => !change.riskAnswers[id]).map((one) => one.ask),
      );
    case 'customFields':
      return left(
        policies.customFields.filter(({ id }) => !change.customFields[id]?.trim()).map((one) => one.label),
      );
    default: {
      const value = change[field];
      const empty =
        value === null ||
        (typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0);
      return empty ? '' : null;
    }
  }
}

/** Release criteria of the policy that are not met on this ticket: answered no, or not at all. */
export function openCriteria(
  change: Pick<Change, 'criteria'>,
  { criteria }: Pick<Policies, 'criteria'>,
): readonly { readonly id: string; readonly name: string; readonly why: string }[] {
  return criteria.flatMap(({ id, name }) => {
    const answer = change.criteria[id]?.met;
    if (answer === 'yes' || answer === 'does not apply') return [];
    return [{ id, name, why: answer === 'no' ? `${name}: not met` : `${name}: not answered` }];
  });
}

/**
 * Approvals and conditions that bar a move. An emergency change may go ahead of its approval with a reason, or once the
 * approval is owed by a deadline; it is closed with the approval, or after a rejection as backed out or unsuccessful.
 * Source: product.md, "States" and "Approval flow".
 */
export function approvalNeeds(
  change: Pick<Change, 'ref' | 'type' | 'approveBy' | 'closeCode'>,
  stages: readonly StageStanding[],
  open: readonly Condition[],
  to: ChangeState,
  said: Said = {},
): readonly Missing[] {
  const undecided = stages.filter(
    ({ stage, state }) => stage.kind === 'approval' && state !== 'not asked' && state !== 'approved',
  );
  const barring = undecided.filter((one) => barsMove(change, one, to, said));
  return [
    ...barring.map(
      ({ stage, state, sentence }): Missing => ({
        field: 'approval',
        why: `${stage.name}: ${closingHint(state, to) ?? sentence.replace(/\.$/, '')}`,
      }),
    ),
    ...(to === 'Implement'
      ? open.map((one): Missing => ({ field: 'condition', why: `Open condition: ${cut(one.text, 200)}` }))
      : []),
  ];
}

function barsMove(
  change: Pick<Change, 'type' | 'approveBy' | 'closeCode'>,
  { stage, state }: StageStanding,
  to: ChangeState,
  said: Said,
): boolean {
  switch (to) {
    case 'Assess':
    case 'Authorize':
    case 'Scheduled':
    case 'Implement':
      return rankOf(stage.state) < rankOf(to) && (state === 'rejected' || !goesAhead(change, stage, said));
    case 'Closed': {
      if (stage.state !== 'Review' && change.type !== 'emergency') return false;
      const code = said.closeCode ?? change.closeCode;
      return (
        state !== 'rejected' || code === null || code === 'successful' || code === 'successful with issues'
      );
    }
    case 'New':
    case 'Review':
    case 'Cancelled':
      return false;
  }
}

function goesAhead(change: Pick<Change, 'type' | 'approveBy'>, stage: Stage, said: Said): boolean {
  return (
    change.type === 'emergency' &&
    stage.state === 'Authorize' &&
    (change.approveBy !== null || (said.reason ?? '').trim() !== '')
  );
}

function closingHint(state: StageStanding['state'], to: ChangeState): string | null {
  return state === 'rejected' && to === 'Closed'
    ? 'it was rejected afterwards, so it is closed as backed out or unsuccessful'
    : null;
}

/** True when a move leaves an emergency approval to be given afterwards. */
export function owesApproval(
  change: Pick<Change, 'type'>,
  stages: readonly StageStanding[],
  to: ChangeState,
): boolean {
  return (
    change.type === 'emergency' &&
    rankOf(to) >= rankOf('Scheduled') &&
    to !== 'Closed' &&
    stages.some(
      ({ stage, state }) =>
        stage.kind === 'approval' &&
        stage.state === 'Authorize' &&
        ['open', 'not due', 'blocked'].includes(state),
    )
  );
}

/** Material fields are amended from Assess until the review ends; while it is New they are simply edited. */
export function mayAmend({ ref, state }: Pick<Change, 'ref' | 'state'>): Verdict {
  if (state === 'New')
    return { ok: false, reason: `${ref} is New: its fields are edited without an amendment.` };
  if (!isOpen(state)) return { ok: false, reason: `${ref} is ${state}; a finished change stays as it is.` };
  return { ok: true };
}

/** A field's name in a sentence: "deployment steps", "planned start". */
export function fieldWords(field: string): string {
  return field
    .replace(/([A-Z])/g, ' $1')
    .toLowerCase()
    .replace(/ ids?$/, field.endsWith('Ids') ? 's' : '');
}
