import type { FrozenChange, FrozenField, Snapshot } from './snapshot.ts';

/** Fields whose difference is told apart: a change of time is a move. */
const TIMES = ['plannedStart', 'plannedEnd'];

/** A field that is not as it was: its words before and now. */
export type FieldDifference = { readonly field: string; readonly before: string; readonly now: string };

/** Fields of which the value differs, in the order of the form. A field the earlier one did not know is not compared. */
export function differentFields(
  then: readonly FrozenField[],
  now: readonly FrozenField[],
): readonly FieldDifference[] {
  const before = new Map(then.map((one) => [one.field, one]));
  return now.flatMap(({ field, value, hash }) => {
    const known = before.get(field);
    return known === undefined || known.hash === hash
      ? []
      : [{ field, before: known.value.text, now: value.text }];
  });
}

/** What differs from the last pack: added, removed, moved, altered. */
export function sinceLast(last: Snapshot, changes: readonly FrozenChange[]): NonNullable<Snapshot['since']> {
  const before = new Map(last.changes.map((one) => [one.id, one]));
  const now = new Set(changes.map(({ id }) => id));
  const name = ({ ref, title }: FrozenChange) => ({ ref, title });
  const both = changes.flatMap((one) => {
    const then = before.get(one.id);
    return then === undefined ? [] : [{ one, then, differ: differentFields(then.fields, one.fields) }];
  });
  return {
    number: last.number,
    frozenAt: last.frozenAt,
    added: changes.filter(({ id }) => !before.has(id)).map(name),
    removed: last.changes.filter(({ id }) => !now.has(id)).map(name),
    moved: both
      .filter(({ one, then }) => one.plannedStart !== then.plannedStart || one.plannedEnd !== then.plannedEnd)
      .map(({ one, then }) => ({ ref: one.ref, from: then.plannedStart, to: one.plannedStart })),
    altered: both
      .map(({ one, differ }) => ({
        ref: one.ref,
        fields: differ.map(({ field }) => field).filter((field) => !TIMES.includes(field)),
      }))
      .filter(({ fields }) => fields.length > 0),
  };
}
