import { z } from 'zod';
import { changeId, conflictRecordId, personId, releaseId } from '#shared/domain/ids.ts';
import { instant, plannedTimeInput } from '#shared/domain/time.ts';
import { route, text } from './base.ts';

/** What is planned and may be in conflict: a change or a release. */
export const subject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('change'), id: changeId }),
  z.object({ kind: z.literal('release'), id: releaseId }),
]);
export type Subject = z.infer<typeof subject>;

/** Kinds of conflict. Source: product.md, "Calendar". */
export const conflictKind = z.enum([
  'freeze',
  'outside window',
  'window overrun',
  'window changed',
  'service booked',
  'dependency booked',
  'person booked twice',
  'outside working hours',
  'person absent',
  'release dependency',
  'lead time',
  'train order',
]);
export type ConflictKind = z.infer<typeof conflictKind>;

/** The other side of a conflict; without times where it has none. */
export const party = z.object({
  kind: z.enum(['change', 'release', 'window', 'person', 'policy']),
  id: z.string(),
  ref: z.string(),
  name: z.string(),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
});

/** How a conflict stands: open, or what a person put on record about it. A record whose facts changed is reopened. */
export const standing = z.enum([
  'open',
  'accepted',
  'exception requested',
  'exception approved',
  'exception declined',
  'expired',
  'reopened',
]);
export type Standing = z.infer<typeof standing>;

/** Two facts that cannot both hold. Times in sentences stand between braces as epoch ms; each screen writes them in its zone. */
export const conflict = z.object({
  /** Says which conflict this is of its subject, whatever the times: kind and other party. */
  key: z.string(),
  kind: conflictKind,
  hard: z.boolean(),
  subject,
  ref: z.string(),
  title: z.string(),
  other: party,
  /** Minutes for which both overlap, or by which a limit is missed. */
  minutes: z.int(),
  /** Headline: `In a freeze, hard rule`. */
  what: z.string(),
  sentence: z.string(),
  /** What would resolve it. */
  resolve: z.string(),
  /** What a decision about it rests on; another text reopens the decision. */
  facts: z.string(),
  standing,
  recordId: conflictRecordId.nullable(),
});
export type Conflict = z.infer<typeof conflict>;

/** Who put what on record about a conflict: an acceptance of a soft one, or an exception asked for and decided. */
export const conflictRecord = z.object({
  id: conflictRecordId,
  kind: z.enum(['acceptance', 'exception']),
  state: z.enum(['requested', 'in force', 'declined', 'withdrawn']),
  subject,
  conflictKey: z.string(),
  facts: z.string(),
  /** The conflict in words, as it was then. */
  what: z.string(),
  reason: z.string(),
  requestedBy: personId,
  /** Who approved or declined, who wrote that down, and when. */
  decidedBy: personId.nullable(),
  recordedBy: personId.nullable(),
  decidedAt: instant.nullable(),
  decisionNote: z.string(),
  /** In force until then. */
  until: instant,
  createdAt: instant,
});
export type ConflictRecord = z.infer<typeof conflictRecord>;

/** Another time that is looked at. */
const target = z.object({ start: plannedTimeInput, minutes: z.int().min(1).max(44_640) });
const onRecord = z.object({ subject, key: text(300).min(1), reason: text(2000).min(1), until: instant });

export const conflictsContract = {
  /**
   * Conflicts that a booking has, or would have at another time; of a release also those of people and lead time that
   * the changes have that ride it, each with its change as subject. Asked while dragging.
   */
  check: route
    .input(
      z.object({
        subject,
        at: target.optional(),
      }),
    )
    .output(
      z.object({
        conflicts: z.array(conflict),
        /** What a move there asks for. */
        asks: z.enum(['nothing', 'reason', 'exception']),
        /** True when an exception has to be approved before it moves there; otherwise asking for it along with the move is enough. */
        approvalFirst: z.boolean(),
        /** Why it cannot be moved at all, in a sentence; empty when it can. */
        fixed: z.string(),
      }),
    ),
  /** Conflicts of every booking that touches [from, until), earliest first; at most 500. */
  list: route.input(z.object({ from: instant, until: instant })).output(z.array(conflict)),
  /** Accepts a soft conflict on the record. */
  accept: route.input(onRecord).output(conflict),
  /**
   * Asks for an exception from a hard rule; with `at` for another time than it is planned at. It stays where it is, and
   * once the exception is approved it may move there.
   */
  requestException: route.input(onRecord.extend({ at: target.optional() })).output(conflict),
  /** Records the decision on an exception; nobody decides on what they asked for or carry out. */
  decideException: route
    .input(
      z.object({
        id: conflictRecordId,
        approve: z.boolean(),
        decidedBy: personId,
        note: text(2000),
        until: instant.optional(),
      }),
    )
    .output(conflictRecord),
  /** Takes an acceptance or exception back. */
  withdraw: route.input(z.object({ id: conflictRecordId, reason: text(2000).min(1) })).output(conflictRecord),
  /** What is on record, newest first: all, of one subject, or what waits for a decision. */
  records: route
    .input(z.object({ subject: subject.optional(), waiting: z.boolean().optional() }))
    .output(z.array(conflictRecord)),
};
