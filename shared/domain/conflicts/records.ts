import type { Conflict, ConflictRecord, Standing } from '#shared/contract/conflicts.ts';
import type { Span } from '#shared/domain/calendar/spans.ts';
import type { Verdict } from '#shared/domain/changes/changes.ts';
import type { PersonId } from '#shared/domain/ids.ts';
import type { Bookable, FoundConflict } from './facts.ts';
import { timeOfFacts } from './finding.ts';

/**
 * Each conflict with how it stands. The newest record about the very same facts counts; without one, the newest about
 * other facts says that the conflict was reopened. What was withdrawn says nothing. `now` in ms UTC.
 */
export function withStanding(
  found: readonly FoundConflict[],
  records: readonly ConflictRecord[],
  now: number,
): Conflict[] {
  const newestFirst = records
    .filter((record) => record.state !== 'withdrawn')
    .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
  return found.map((one) => {
    const about = newestFirst.filter((record) => isAbout(record, one));
    const record = about.find(({ facts }) => facts === one.facts) ?? about[0];
    return {
      ...one,
      standing: record === undefined ? 'open' : standingOf(record, one, now),
      recordId: record?.id ?? null,
    };
  });
}

/**
 * What is still asked for before these conflicts may stand: an exception for a hard one, a reason for an open soft
 * one. An emergency goes ahead once the exception is asked for; the approval may follow.
 */
export function asksFor(
  conflicts: readonly Pick<Conflict, 'hard' | 'standing'>[],
  one: Pick<Bookable, 'emergency'>,
): 'nothing' | 'reason' | 'exception' {
  const open = conflicts.filter((conflict) => !isAnswered(conflict, one.emergency));
  if (open.some((conflict) => conflict.hard)) return 'exception';
  return open.length > 0 ? 'reason' : 'nothing';
}

/**
 * What is scheduled moves into a hard conflict only on an approved exception, for its gate is behind it. Before that a
 * plan may wait there for its approval; an emergency need not wait.
 */
export function needsApprovalFirst({ status, emergency }: Pick<Bookable, 'status' | 'emergency'>): boolean {
  return status !== 'tentative' && !emergency;
}

/** What an exception that was asked for means for a booking that is planned at another time, `now` in ms UTC. */
export function aheadOf(
  record: Pick<ConflictRecord, 'kind' | 'state' | 'facts' | 'until'>,
  planned: Span | null,
  now: number,
): { readonly at: Span; readonly approved: boolean } | null {
  if (record.kind !== 'exception' || record.until <= now) return null;
  if (record.state !== 'requested' && record.state !== 'in force') return null;
  const at = timeOfFacts(record.facts);
  if (at === null || at.endsAt <= now) return null;
  if (planned !== null && at.startsAt === planned.startsAt && at.endsAt === planned.endsAt) return null;
  return { at, approved: record.state === 'in force' };
}

/** True for what was accepted, or lifted by an approved exception. */
export function isSettled({ standing }: Pick<Conflict, 'standing'>): boolean {
  return standing === 'accepted' || standing === 'exception approved';
}

export function mayAccept(conflict: Pick<Conflict, 'hard' | 'standing'>): Verdict {
  if (conflict.hard) return no('A hard rule is not accepted; an approved exception lifts it.');
  if (conflict.standing === 'accepted') return no('It is accepted already.');
  return { ok: true };
}

export function mayRequestException(conflict: Pick<Conflict, 'hard' | 'standing'>): Verdict {
  if (!conflict.hard) return no('A soft rule needs no exception; it is accepted with a reason.');
  if (conflict.standing === 'exception requested') return no('An exception is asked for already.');
  if (conflict.standing === 'exception approved') return no('An exception is approved already.');
  return { ok: true };
}

/** Nobody decides on an exception they asked for, or on work that they carry out. */
export function mayDecide(
  record: Pick<ConflictRecord, 'kind' | 'state' | 'requestedBy'>,
  by: { readonly decidedBy: PersonId; readonly carriedOutBy: readonly PersonId[] },
): Verdict {
  if (record.kind !== 'exception') return no('Only an exception is decided on.');
  if (record.state !== 'requested') return no('It does not wait for a decision any more.');
  if (by.decidedBy === record.requestedBy)
    return no('Whoever asked for an exception does not decide on it. Name somebody else.');
  if (by.carriedOutBy.includes(by.decidedBy))
    return no('Whoever carries out the work does not decide on its exception. Name somebody else.');
  return { ok: true };
}

function isAbout(record: ConflictRecord, one: FoundConflict): boolean {
  return (
    record.conflictKey === one.key &&
    record.subject.kind === one.subject.kind &&
    record.subject.id === one.subject.id
  );
}

function standingOf(record: ConflictRecord, one: FoundConflict, now: number): Standing {
  if (record.facts !== one.facts) return 'reopened';
  // An acceptance does not lift what became a hard rule, whatever its facts say.
  if (record.kind === 'acceptance' && one.hard) return 'reopened';
  switch (record.state) {
    case 'declined':
      return 'exception declined';
    case 'requested':
      return now >= record.until ? 'expired' : 'exception requested';
    case 'in force':
      if (now >= record.until) return 'expired';
      return record.kind === 'acceptance' ? 'accepted' : 'exception approved';
    case 'withdrawn':
      return 'open';
  }
}

function isAnswered({ hard, standing }: Pick<Conflict, 'hard' | 'standing'>, emergency: boolean): boolean {
  if (standing === 'exception approved') return true;
  return hard ? emergency && standing === 'exception requested' : standing === 'accepted';
}

function no(reason: string): Verdict {
  return { ok: false, reason };
}
