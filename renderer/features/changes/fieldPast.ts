import type { TimelineEntry } from '#shared/contract/timeline.ts';

/** A value that a field had from one entry on. */
export type Past = Pick<TimelineEntry, 'device' | 'seq' | 'at' | 'actor'> & {
  readonly value: unknown;
  /** The entry made the ticket. */
  readonly made: boolean;
  /** The reason a person gave; empty when the entry only says what was done. */
  readonly why: string;
};

/** The values one field of a thing has had, in the order of the entries; an entry that did not touch it says nothing. */
export function pastValues(entries: readonly TimelineEntry[], id: string, field: string): Past[] {
  return entries.flatMap(({ device, seq, at, actor, reason, ops }) => {
    const own = ops.filter((op) => op.id === id);
    // An entry that makes a ticket and patches it at once left the patched value.
    const op = own.findLast((one) => one.field === field) ?? own.find((one) => one.field === '*');
    if (!op) return [];
    const made = op.field === '*';
    if (made && (typeof op.value !== 'object' || op.value === null || !(field in op.value))) return [];
    const value = made ? (op.value as Readonly<Record<string, unknown>>)[field] : op.value;
    return [{ device, seq, at, actor, value, made, why: /^Edited\b/.test(reason) || made ? '' : reason }];
  });
}
