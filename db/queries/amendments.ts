import { isDeepStrictEqual } from 'node:util';
import type { AmendEffects, Change } from '#shared/contract/changes.ts';
import { nameOf } from '#shared/domain/approvals/deciders.ts';
import { mayAmend } from '#shared/domain/changes/change-needs.ts';
import { emptyChange } from '#shared/domain/changes/empty-change.ts';
import type { ChangeId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { CLOCK_SLACK } from '#shared/domain/time.ts';
import { type Tx, type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import type { Store } from '../store.ts';
import { contentHashOf } from './approval-facts.ts';
import { openReview, settleApprovals } from './change-moves.ts';
import {
  type ChangeInput,
  checkReferences,
  getChange,
  insertChange,
  saveChange,
  withInstants,
} from './changes.ts';
import { passGate } from './conflict-gates.ts';
import { judgedChange } from './standing.ts';

/** What an amendment would change and which votes it would make stale, before anybody applies it. Throws NOT_FOUND. */
export function amendEffects(db: ReadDb, id: ChangeId, input: ChangeInput, now: number): AmendEffects {
  const before = getChange(db, id);
  return effectsOf(db, before, { ...before, ...withInstants(input) }, now);
}

/** Votes that stand on `before` and would not stand on `after`, and the fields that differ. */
export function effectsOf(db: ReadDb, before: Change, after: Change, now: number): AmendEffects {
  const fields = (Object.keys(after) as (keyof Change)[]).filter(
    (field) => !isDeepStrictEqual(before[field], after[field]),
  );
  if (contentHashOf(before) === contentHashOf(after)) return { fields, stale: [] };
  const { stages, facts } = judgedChange(db, before, now);
  const stale = stages.flatMap(({ stage, decisions }) =>
    decisions
      .filter((one) => one.counts && one.verdict !== 'done')
      .map(({ id, verdict, decidedBy }) => ({
        decisionId: id,
        stageId: stage.id,
        stage: stage.name,
        verdict,
        decidedBy,
        name: nameOf(decidedBy, facts),
      })),
  );
  return { fields, stale };
}

/** Applies a whole draft of material fields in one entry. Throws NOT_FOUND, REFUSED. */
export function amendChange(
  store: Store,
  who: Who,
  id: ChangeId,
  input: ChangeInput,
  reason: string,
): Change {
  return write(store, who, amendedBecause(reason), (tx) => {
    const before = getChange(tx, id);
    checkReferences(tx, input, before.releaseId);
    return amend(tx, who, before, withInstants(input), reason);
  });
}

/** What the entry of an amendment says in the timeline. */
export function amendedBecause(reason: string): string {
  return `Amended: ${reason.trim()}`;
}

/** Applies an amendment inside a transaction; further fields may come with it. Throws REFUSED. */
export function amend(tx: Tx, who: Who, before: Change, fields: Partial<Change>, reason: string): Change {
  const verdict = mayAmend(before);
  if (!verdict.ok) throw refused(verdict.reason);
  if (reason.trim() === '') throw refused('An amendment needs a reason.');
  if (effectsOf(tx, before, { ...before, ...fields }, tx.now).fields.length === 0)
    throw refused(`This amendment of ${before.ref} changes nothing.`);
  const saved = settleApprovals(tx, saveChange(tx, before, fields));
  checkBooking(tx, who, before, saved, reason);
  return saved;
}

/** What is scheduled meets the gate again when it changes its time or place. */
function checkBooking(tx: Tx, who: Who, before: Change, after: Change, reason: string): void {
  if (after.state !== 'Scheduled') return;
  const placed = ['plannedStart', 'plannedEnd', 'serviceIds', 'environmentIds'] as const;
  if (placed.every((field) => isDeepStrictEqual(before[field], after[field]))) return;
  passGate(tx, who, [{ kind: 'change', id: after.id }], 'be amended like this', { reason });
}

/**
 * Records a change that was carried out without authorisation: an emergency ticket in Review with the times it really
 * had, which owes its approval from now on. Throws NOT_FOUND, REFUSED.
 */
export function recordUnauthorised(
  store: Store,
  who: Who,
  given: {
    readonly fields: ChangeInput & { title: string };
    readonly actualStartAt: number;
    readonly actualEndAt: number;
    readonly reason: string;
  },
): Change {
  const { fields, actualStartAt, actualEndAt } = given;
  const reason = given.reason.trim();
  return write(store, who, `Unauthorised change recorded: ${reason}`, (tx) => {
    if (reason === '') throw refused('Say how it came to light or why it was done without authorisation.');
    if (actualEndAt < actualStartAt) throw refused('It ended after it began.');
    if (actualEndAt > tx.now + CLOCK_SLACK)
      throw refused('It is recorded after the fact: its end cannot be in the future.');
    checkReferences(tx, fields, null);
    const draft = {
      ...emptyChange,
      ...withInstants(fields),
      title: fields.title,
      type: 'emergency' as const,
      requesterId: fields.requesterId ?? who.actor,
      actualStartAt,
      actualEndAt,
      unauthorised: true,
    };
    const made = insertChange(tx, draft);
    return openReview(tx, made);
  });
}
