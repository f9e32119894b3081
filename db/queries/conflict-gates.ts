import type { Conflict, Subject } from '#shared/contract/conflicts.ts';
import type { Bookable } from '#shared/domain/conflicts/facts.ts';
import { asksFor, mayRequestException, needsApprovalFirst } from '#shared/domain/conflicts/records.ts';
import { refused } from '#shared/domain/refusal.ts';
import { DAY } from '#shared/domain/time.ts';
import type { Tx, Who } from '../log.ts';
import { insertRecord } from './conflict-records.ts';
import { judged } from './conflicts.ts';
import { planningFacts } from './planning-facts.ts';

/** What a person says about the conflicts of a booking along with what they do. */
export type AboutConflicts = {
  readonly reason?: string | undefined;
  readonly exception?: { readonly reason: string; readonly until: number } | undefined;
};

/**
 * Gate before Scheduled and before a live run: hard conflicts need an approved exception, open soft ones a reason,
 * which is put on record as their acceptance until the planned end. Throws REFUSED, naming the conflict and what would
 * resolve it. Source: product.md, "Calendar".
 */
export function passGate(
  tx: Tx,
  who: Who,
  subjects: readonly Subject[],
  verb: string,
  said: AboutConflicts,
): void {
  const facts = planningFacts(tx);
  for (const subject of subjects) {
    const { one, conflicts, riding } = judged(tx, facts, subject, tx.now);
    settle(tx, who, one, [...conflicts, ...riding], `${one.ref} cannot ${verb}`, said);
  }
}

/** Lets a booking stand on its conflicts, and those of what rides it, as far as what is on record and what is said now allow. Answers with how they stand after it. */
export function settle(
  tx: Tx,
  who: Who,
  one: Bookable,
  conflicts: readonly Conflict[],
  refusal: string,
  said: AboutConflicts,
): Conflict[] {
  const { exception } = said;
  const asked = conflicts.map((conflict) =>
    exception && conflict.hard && mayRequestException(conflict).ok
      ? insertRecord(tx, who, conflict, 'exception', exception)
      : conflict,
  );
  // What is not scheduled yet may stand on an exception that was only asked for; its gate is still ahead.
  const waits = exception !== undefined && !needsApprovalFirst(one);
  const barring = asked.filter(
    (conflict) =>
      asksFor([conflict], one) === 'exception' && !(waits && conflict.standing === 'exception requested'),
  );
  if (barring.length > 0) throw refused(`${refusal}. ${named(barring, one)}`);
  const reason = said.reason?.trim() || exception?.reason.trim() || '';
  const open = asked.filter((conflict) => !conflict.hard && asksFor([conflict], one) === 'reason');
  if (open.length > 0 && reason === '')
    throw refused(`${refusal} without a reason that accepts its conflicts. ${named(open, one)}`);
  const until = Math.max(one.endsAt, tx.now + DAY);
  return asked.map((conflict) =>
    open.includes(conflict) ? insertRecord(tx, who, conflict, 'acceptance', { reason, until }) : conflict,
  );
}

function named([first, ...more]: readonly Conflict[], one: Bookable): string {
  if (!first) return '';
  const whose = first.subject.id === one.subject.id ? '' : `${first.ref}: `;
  const standing = first.standing === 'open' ? '' : ` (${first.standing})`;
  const others = more.length > 0 ? ` And ${more.length} more.` : '';
  return `${whose}${first.what}${standing}: ${first.sentence} ${first.resolve}${others}`;
}
