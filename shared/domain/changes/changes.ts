import type {
  Change,
  ChangeFields,
  ChangeState,
  ChangeType,
  CloseCode,
  MaterialField,
  RiskLevel,
} from '#shared/contract/changes.ts';

/** The way a change of each type goes; `Cancelled` leaves it. Source: product.md, "States". */
export const statesByType: Readonly<Record<ChangeType, readonly ChangeState[]>> = {
  standard: ['New', 'Scheduled', 'Implement', 'Review', 'Closed'],
  normal: ['New', 'Assess', 'Authorize', 'Scheduled', 'Implement', 'Review', 'Closed'],
  emergency: ['New', 'Authorize', 'Scheduled', 'Implement', 'Review', 'Closed'],
};

export const allChangeStates = statesByType.normal.concat('Cancelled');
const cancellableStates: readonly ChangeState[] = ['New', 'Assess', 'Authorize', 'Scheduled', 'Implement'];
/** From here a ticket can go back to New to be written anew; what was decided on it then belongs to a former round. */
const returnableStates: readonly ChangeState[] = ['Assess', 'Authorize', 'Scheduled'];
/** States that say the change may be carried out. */
export const authorisedStates: readonly ChangeState[] = ['Scheduled', 'Implement', 'Review', 'Closed'];

/** What the person who moves a ticket says along with the move. */
type TransitionInput = {
  readonly reason?: string | undefined;
  readonly changeAuthority?: string | undefined;
  readonly closeCode?: CloseCode | undefined;
};
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: string };
export type Missing = {
  readonly field: keyof Change | 'reason' | 'approval' | 'condition';
  readonly why: string;
};

type Standing = Pick<Change, 'type' | 'state' | 'onHold'>;
type Judged = Standing &
  Pick<Change, 'ref' | 'title' | 'description' | 'justification' | 'changeAuthority' | 'closeCode'> &
  Partial<Pick<Change, 'flow'>>;

type Need = {
  readonly field: Missing['field'];
  readonly why: string;
  readonly from?: readonly ChangeState[];
  readonly to: readonly ChangeState[];
  readonly types?: readonly ChangeType[];
  readonly met: (change: Judged, given: TransitionInput) => boolean;
};

const onward = allChangeStates.filter((state) => state !== 'New' && state !== 'Cancelled');
const said = (text: string | null | undefined) => (text ?? '').trim() !== '';
/** The authority is written by hand where no stage of the ticket votes for it. */
const authorityKnown = (c: Judged, given: TransitionInput) =>
  (c.flow ?? []).some((stage) => stage.kind === 'approval' && stage.authority) ||
  said(given.changeAuthority) ||
  said(c.changeAuthority);

/** Which fields a move needs. A line with several fields names the first one to fill in. */
const needs: readonly Need[] = [
  {
    field: 'title',
    why: 'A title says what changes and where',
    from: ['New'],
    to: onward,
    met: (c) => said(c.title),
  },
  {
    field: 'description',
    why: 'A description or a justification says what a stranger has to know',
    from: ['New'],
    to: onward,
    met: (c) => said(c.description) || said(c.justification),
  },
  {
    field: 'changeAuthority',
    why: 'Scheduling a normal change names who authorised it',
    to: ['Scheduled'],
    types: ['normal'],
    met: authorityKnown,
  },
  {
    field: 'changeAuthority',
    why: 'Scheduling an emergency change names the emergency authority, or the reason why it decides afterwards',
    to: ['Scheduled'],
    types: ['emergency'],
    met: (c, given) => authorityKnown(c, given) || said(given.reason),
  },
  {
    field: 'changeAuthority',
    why: 'Closing an emergency change names the authority that approved it, before or afterwards',
    to: ['Closed'],
    types: ['emergency'],
    met: authorityKnown,
  },
  {
    field: 'closeCode',
    why: 'Closing states how it went',
    to: ['Closed'],
    met: (c, given) => (given.closeCode ?? c.closeCode) !== null,
  },
  {
    field: 'reason',
    why: 'Cancelling needs a reason',
    to: ['Cancelled'],
    met: (_c, given) => said(given.reason),
  },
  {
    field: 'reason',
    why: 'Going back to New needs a reason: it says what has to be reworked',
    to: ['New'],
    met: (_c, given) => said(given.reason),
  },
];

/** The next state on the way of its type, or null at its end. */
export function forwardState({ type, state }: Pick<Change, 'type' | 'state'>): ChangeState | null {
  const way = statesByType[type];
  const at = way.indexOf(state);
  if (at >= 0) return way[at + 1] ?? null;
  // A ticket whose type was changed stands in a state its way does not have: it goes on at the next one.
  const place = statesByType.normal.indexOf(state);
  return place < 0 ? null : (way.find((next) => statesByType.normal.indexOf(next) > place) ?? null);
}

/** States a person may move this change to now, the forward one first. On hold leaves only cancelling. */
export function nextStates(change: Standing): readonly ChangeState[] {
  const forward = change.onHold ? null : forwardState(change);
  const back = !change.onHold && returnableStates.includes(change.state);
  return [
    ...(forward === null ? [] : [forward]),
    ...(back ? (['New'] as const) : []),
    ...(cancellableStates.includes(change.state) ? (['Cancelled'] as const) : []),
  ];
}

/** Fields that are still empty for this move, each with its reason; asks nothing about the order of states. */
export function missingFor(change: Judged, to: ChangeState, given: TransitionInput = {}): readonly Missing[] {
  return needs
    .filter((need) => need.to.includes(to))
    .filter((need) => need.from === undefined || need.from.includes(change.state))
    .filter((need) => need.types === undefined || need.types.includes(change.type))
    .filter((need) => !need.met(change, given))
    .map(({ field, why }) => ({ field, why }));
}

/** Says whether the move is allowed, and if not, why, in a sentence for the screen. `more` is what approvals and policies still ask for. */
export function mayTransition(
  change: Judged,
  to: ChangeState,
  given: TransitionInput = {},
  more: readonly Missing[] = [],
): Verdict {
  if (!nextStates(change).includes(to)) return { ok: false, reason: whyNotNext(change, to) };
  const missing = [...missingFor(change, to, given), ...more];
  if (missing.length === 0) return { ok: true };
  return { ok: false, reason: `${change.ref}: ${missing.map((line) => line.why).join('. ')}.` };
}

/** Holding needs an open state and a reason; letting go needs that it is on hold. */
export function mayHold(
  change: Pick<Change, 'ref' | 'state' | 'onHold'>,
  onHold: boolean,
  reason: string,
): Verdict {
  if (!isOpen(change.state))
    return { ok: false, reason: `${change.ref} is ${change.state} and cannot be held.` };
  if (change.onHold === onHold)
    return { ok: false, reason: `${change.ref} is ${onHold ? 'already' : 'not'} on hold.` };
  if (onHold && !said(reason)) return { ok: false, reason: 'Putting a change on hold needs a reason.' };
  return { ok: true };
}

/** A level against the score needs an open ticket and a reason, and so does giving it up. */
export function mayOverrideRisk(
  change: Pick<Change, 'ref' | 'state' | 'riskOverride'>,
  level: RiskLevel | null,
  reason: string,
): Verdict {
  if (!isOpen(change.state))
    return { ok: false, reason: `${change.ref} is ${change.state} and keeps the risk it was judged with.` };
  if (level === null && change.riskOverride === null)
    return { ok: false, reason: `The risk of ${change.ref} is as scored already.` };
  if (!said(reason)) return { ok: false, reason: 'Setting the level of risk by hand needs a reason.' };
  return { ok: true };
}

/** True until the change is closed or cancelled. */
export function isOpen(state: ChangeState): boolean {
  return state !== 'Closed' && state !== 'Cancelled';
}

function whyNotNext({ ref, type, state, onHold }: Judged, to: ChangeState): string {
  if (state === to) return `${ref} is already in ${to}.`;
  if (!isOpen(state)) return `${ref} is ${state}; a finished change stays as it is.`;
  if (to === 'Cancelled') return `${ref} is in ${state}: a change can be cancelled up to Implement.`;
  if (to === 'New' && !onHold)
    return `${ref} is in ${state}: a change goes back to New before Implement only.`;
  if (onHold) return `${ref} is on hold. Take it off hold first.`;
  const next = forwardState({ type, state });
  return `${ref} is a ${type} change in ${state}: ${next === null ? 'nothing follows' : `${next} comes next`}, not ${to}.`;
}

/** Fields whose change makes given votes stale; from Assess on they change only by an amendment. */
export const materialFields: readonly MaterialField[] = [
  'description',
  'serviceIds',
  'environmentIds',
  'deploymentSteps',
  'backOutSteps',
  'validationSteps',
  'plannedStart',
  'plannedEnd',
  'plannedOutageMinutes',
  'riskAnswers',
  'build',
];

/** True for a field that was voted on: see {@link materialFields}. */
export function isMaterial(field: keyof ChangeFields): boolean {
  return (materialFields as readonly string[]).includes(field);
}

/** Every field a person may edit while the ticket is New, in the order of the form. */
export const changeFieldNames: readonly (keyof ChangeFields)[] = [
  'title',
  'description',
  'justification',
  'type',
  'category',
  'serviceIds',
  'environmentIds',
  'deploymentSteps',
  'backOutSteps',
  'validationSteps',
  'impact',
  'evidence',
  'plannedStart',
  'plannedEnd',
  'plannedOutageMinutes',
  'assigneeId',
  'validatorId',
  'requesterId',
  'releaseId',
  'workItems',
  'pullRequests',
  'attachments',
  'origin',
  'releaseStrategy',
  'build',
  'riskAnswers',
  'criteria',
  'customFields',
  'notes',
];

/** Fields that fit their state only: the type decides the way ahead, a release is boarded before it runs. */
const fieldEndsWith: Partial<Record<keyof ChangeFields, readonly ChangeState[]>> = {
  type: ['New'],
  releaseId: ['New', 'Assess', 'Authorize', 'Scheduled'],
};

/** Fields that can be saved as they are typed, without an amendment. Finished tickets take notes only. */
export function editableFields({ state }: Pick<Change, 'state'>): readonly (keyof ChangeFields)[] {
  if (!isOpen(state)) return ['notes'];
  return changeFieldNames.filter((field) => {
    if (state !== 'New' && isMaterial(field)) return false;
    return fieldEndsWith[field]?.includes(state) ?? true;
  });
}
