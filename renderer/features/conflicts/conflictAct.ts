import type { Conflict, ConflictRecord } from '#shared/contract/conflicts.ts';
import type { Span } from '#shared/domain/calendar/spans.ts';

/** What a person may do about a conflict, with what it is done to. */
export type ConflictAct =
  | { readonly does: 'accept' | 'request'; readonly conflict: Conflict }
  | { readonly does: 'decide' | 'withdraw'; readonly record: ConflictRecord }
  | { readonly does: 'move'; readonly record: ConflictRecord; readonly at: Span };
