import type { Change, ChangeState, CloseCode } from '#shared/contract/changes.ts';
import { authorityText, flowAtSubmission, votesAuthority } from '#shared/domain/approvals/approvals.ts';
import { owesApproval } from '#shared/domain/changes/change-needs.ts';
import { mayHold, mayTransition } from '#shared/domain/changes/changes.ts';
import type { ChangeId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { HOUR } from '#shared/domain/time.ts';
import { type Tx, type Who, write } from '../log.ts';
import type { Store } from '../store.ts';
import { mustRestOnApprovedEntry } from './catalogue-entries.ts';
import { getChange, saveChange } from './changes.ts';
import { passGate } from './conflict-gates.ts';
import { type Judged, judgedChange, movingNeeds } from './standing.ts';

type Said = {
  readonly reason?: string | undefined;
  readonly changeAuthority?: string | undefined;
  readonly closeCode?: CloseCode | undefined;
};

/** Moves tickets along their states, all or none. */
export function transitionChanges(
  store: Store,
  who: Who,
  ids: readonly ChangeId[],
  to: ChangeState,
  said: Said,
): Change[] {
  return write(store, who, said.reason?.trim() || `Moved to ${to}`, (tx) => {
    const moved = ids.map((id) => transition(tx, getChange(tx, id), to, said));
    // After all have moved, so that each is judged beside the others as they stand then.
    if (to === 'Scheduled') {
      const subjects = ids.map((id) => ({ kind: 'change' as const, id }));
      passGate(tx, who, subjects, 'be scheduled', said);
    }
    return moved;
  });
}

/** Moves one ticket inside a transaction. Throws REFUSED with the rule's sentence. */
export function transition(tx: Tx, before: Change, to: ChangeState, said: Said = {}): Change {
  const judged = judgedChange(tx, before, tx.now);
  const verdict = mayTransition(before, to, said, movingNeeds(judged, to, said));
  if (!verdict.ok) throw refused(verdict.reason);
  if (to === 'New') return returnToNew(tx, before);
  if (to === 'Scheduled') mustRestOnApprovedEntry(tx, before);
  const typed = said.changeAuthority?.trim();
  return saveChange(tx, before, {
    state: to,
    ...(before.state === 'New' && to !== 'Cancelled'
      ? { flow: flowNow(judged), awaitingReplanning: null }
      : {}),
    ...(typed && !votesAuthority(before.flow) ? { changeAuthority: typed } : {}),
    ...(said.closeCode ? { closeCode: said.closeCode } : {}),
    ...(to === 'Implement' && before.actualStartAt === null ? { actualStartAt: tx.now } : {}),
    ...(to === 'Review' ? { actualEndAt: tx.now } : {}),
    ...(to === 'Closed' || to === 'Cancelled' ? { approveBy: null } : {}),
    ...debt(tx, judged, to, typed),
  });
}

/** The stages of its type as they are asked when it is submitted; later changes of the policy do not touch it. */
function flowNow({ change, policies, facts }: Judged): NonNullable<Change['flow']> {
  return [...flowAtSubmission(policies.approvalFlows[change.type], change.type, facts).asked];
}

/** An emergency that goes ahead of its approval owes it from then on, by a vote or by name. */
function debt(tx: Tx, judged: Judged, to: ChangeState, typed: string | undefined): Partial<Change> {
  const { change, stages } = judged;
  if (change.type !== 'emergency' || (to !== 'Scheduled' && to !== 'Implement')) return {};
  if (change.approveBy !== null) return typed && !votesAuthority(change.flow) ? { approveBy: null } : {};
  const owed = votesAuthority(change.flow)
    ? owesApproval(change, stages, to)
    : !typed && change.changeAuthority === '';
  return owed ? { approveBy: deadline(tx, judged) } : {};
}

function deadline(tx: Tx, { policies }: Pick<Judged, 'policies'>): number {
  return tx.now + policies.approvalRules.retrospectiveHours * HOUR;
}

/** Puts a new ticket into Review as what was carried out already; its approval is owed from now on. */
export function openReview(tx: Tx, made: Change): Change {
  const judged = judgedChange(tx, made, tx.now);
  return saveChange(tx, made, { state: 'Review', flow: flowNow(judged), approveBy: deadline(tx, judged) });
}

/** Takes a ticket back to New inside a transaction; what was decided on it belongs to a former round from then on. */
export function returnToNew(tx: Tx, before: Change): Change {
  const authority = votesAuthority(before.flow) ? { changeAuthority: '' } : {};
  return saveChange(tx, before, {
    state: 'New',
    round: before.round + 1,
    flow: null,
    approveBy: null,
    ...authority,
  });
}

/**
 * Brings what follows from the votes of a ticket up to date after a decision or an amendment: who authorised it, and
 * whether an approval is owed for work that goes ahead of it.
 */
export function settleApprovals(tx: Tx, before: Change): Change {
  if (!votesAuthority(before.flow)) return before;
  const judged = judgedChange(tx, before, tx.now);
  const owed =
    owesApproval(before, judged.stages, before.state) &&
    (before.approveBy !== null || before.state === 'Implement' || before.state === 'Review');
  return saveChange(tx, before, {
    changeAuthority: authorityText(judged.stages, judged.facts),
    approveBy: owed ? (before.approveBy ?? deadline(tx, judged)) : null,
  });
}

/** Puts a ticket on hold with a reason, or takes it off. Throws NOT_FOUND, REFUSED. */
export function holdChange(store: Store, who: Who, id: ChangeId, onHold: boolean, reason: string): Change {
  return write(
    store,
    who,
    onHold ? `On hold: ${reason.trim()}` : `Taken off hold: ${reason.trim()}`,
    (tx) => {
      const before = getChange(tx, id);
      const verdict = mayHold(before, onHold, reason);
      if (!verdict.ok) throw refused(verdict.reason);
      return saveChange(tx, before, { onHold, holdReason: onHold ? reason.trim() : '' });
    },
  );
}
