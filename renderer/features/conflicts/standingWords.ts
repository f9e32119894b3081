import { formatDateTime } from '#renderer/lib/format.ts';
import type { Conflict, ConflictRecord } from '#shared/contract/conflicts.ts';
import type { Span } from '#shared/domain/calendar/spans.ts';
import { timeOfFacts } from '#shared/domain/conflicts/finding.ts';
import { capital } from '#shared/domain/wording.ts';

/**
 * How a conflict stands, with who put it on record, why and until when; empty while nothing was. `nameOf` gives the
 * name of a person.
 */
export function standingWords(
  conflict: Pick<Conflict, 'standing'> & Partial<Pick<Conflict, 'facts'>>,
  record: ConflictRecord | undefined,
  nameOf: (id: string | null) => string,
  zone: string,
): string {
  if (conflict.standing === 'open') return '';
  if (record === undefined) return `${capital(conflict.standing)}.`;
  const until = formatDateTime(record.until, zone);
  const asker = nameOf(record.requestedBy) || 'somebody';
  const decider = nameOf(record.decidedBy) || 'somebody';
  switch (conflict.standing) {
    case 'accepted':
      return `Accepted by ${asker} until ${until}: ${record.reason}`;
    case 'exception requested':
      return `${capital(asker)} asked for an exception until ${until}: ${record.reason} It waits for a decision.`.replace(
        /([^.!?]) It waits/,
        '$1. It waits',
      );
    case 'exception approved':
      return `Exception approved by ${decider} until ${until}${withNote(record)}`;
    case 'exception declined':
      return `Exception declined by ${decider}${withNote(record)}`;
    case 'expired':
      return `${recordWord(record)} of ${asker} ended on ${until}: ${record.reason}`;
    case 'reopened': {
      const time = otherTime(conflict, record);
      if (time !== null)
        return `Open here: the exception that ${asker} asked for is for ${formatDateTime(time.startsAt, zone)}.`;
      return `Open again: the facts are no longer those on which ${
        record.kind === 'acceptance' ? `${asker} accepted it` : `an exception was asked for by ${asker}`
      } on ${formatDateTime(record.createdAt, zone)}.`;
    }
  }
}

/** The time that an exception is for, when it is not the time of the conflict; null otherwise. */
export function otherTime(
  conflict: Partial<Pick<Conflict, 'facts'>>,
  record: Pick<ConflictRecord, 'kind' | 'facts'>,
): Span | null {
  const [here, there] = [timeOfFacts(conflict.facts ?? ''), timeOfFacts(record.facts)];
  if (record.kind !== 'exception' || here === null || there === null) return null;
  return here.startsAt === there.startsAt && here.endsAt === there.endsAt ? null : there;
}

/** `Acceptance` or `Exception`. */
export function recordWord({ kind }: Pick<ConflictRecord, 'kind'>): string {
  return kind === 'acceptance' ? 'Acceptance' : 'Exception';
}

function withNote(record: ConflictRecord): string {
  return record.decisionNote.trim() === '' ? `: ${record.reason}` : `: ${record.decisionNote}`;
}
