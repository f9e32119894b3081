import type { Change, ChangeFields, Drafted } from '#shared/contract/changes.ts';
import { editableFields, isMaterial, isOpen } from '../changes/changes.ts';
import type { DraftTicket } from './drafts.ts';

/** Fields of a ticket that come from code and that a person may have rewritten since. */
export const draftedFields = [
  'title',
  'description',
  'serviceIds',
  'deploymentSteps',
  'backOutSteps',
  'validationSteps',
  'workItems',
  'pullRequests',
] as const satisfies readonly (keyof ChangeFields & keyof DraftTicket)[];
export type DraftedField = (typeof draftedFields)[number];
type Values = Pick<ChangeFields, DraftedField>;

/**
 * `same`: nothing to do; `replaced`: the present value was drafted or empty; `kept`: a person wrote it; `amended`: it
 * was voted on and is replaced by an amendment; `fixed`: it stays, for want of an amendment or because of its state.
 */
export type Outcome = 'same' | 'replaced' | 'kept' | 'amended' | 'fixed';

export type Redraft = {
  readonly fields: readonly { readonly field: DraftedField; readonly outcome: Outcome }[];
  /** What is written, of the fields that are replaced. */
  readonly write: Partial<Values>;
  /** The hashes to remember: a value counts as drafted only where the draft itself was written. */
  readonly hashes: Readonly<Record<string, string>>;
};

/**
 * Draws a ticket anew from code without losing what people wrote: a field is replaced while it still holds what was
 * drafted (by hash) or nothing, or when a person takes the new one. What was voted on is replaced only where the draft
 * `amends`. `hashOf` gives the hash of a field's value.
 */
export function redraft(
  present: Values & Pick<Change, 'state'>,
  drafted: Pick<Drafted, 'values'> | null,
  proposal: Values,
  { take, amends }: { readonly take: readonly DraftedField[]; readonly amends: boolean },
  hashOf: (value: unknown) => string,
): Redraft {
  const editable = editableFields(present);
  const hashes = { ...drafted?.values };
  const write: Partial<Values> = {};
  const fields = draftedFields.map((field) => {
    const [now, next] = [hashOf(present[field]), hashOf(proposal[field])];
    if (now === next) {
      // A person may have written these very words; they stay theirs.
      if (isEmpty(present[field])) hashes[field] = next;
      return { field, outcome: 'same' as const };
    }
    const mine = isEmpty(present[field]) || now === hashes[field] || take.includes(field);
    if (!mine) return { field, outcome: 'kept' as const };
    const free = editable.includes(field);
    if (!free && !(amends && isMaterial(field) && isOpen(present.state)))
      return { field, outcome: 'fixed' as const };
    hashes[field] = next;
    Object.assign(write, { [field]: proposal[field] });
    return { field, outcome: free ? ('replaced' as const) : ('amended' as const) };
  });
  return { fields, write, hashes };
}

/** The hashes of a ticket as it was drafted. */
export function hashesOf(ticket: Values, hashOf: (value: unknown) => string): Record<string, string> {
  return Object.fromEntries(draftedFields.map((field) => [field, hashOf(ticket[field])]));
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : value === '';
}
