import { useMemo, useState } from 'react';
import type { Draft, Edits, Field } from '#renderer/features/changes/draft.ts';
import { isMaterial } from '#shared/domain/changes/changes.ts';
import type { ChangeId } from '#shared/domain/ids.ts';

/** An amendment being written: edits of material fields that wait to be applied together; null while there is none. */
export type Amendment = {
  readonly edits: Edits | null;
  readonly begin: () => void;
  readonly end: () => void;
  /** Takes edits of material fields to itself and leaves the others to the draft. */
  readonly over: (draft: Draft) => Draft;
};

const keyOf = (id: ChangeId) => `slipway.amendment.${id}`;

/** The amendment of one ticket in this window; it survives a reload, and nothing of it is saved before it is applied. */
export function useAmendment(id: ChangeId): Amendment {
  const [held, setHeld] = useState<{ id: ChangeId; edits: Edits | null }>(() => ({
    id,
    edits: readKept(id),
  }));
  const edits = held.id === id ? held.edits : readKept(id);
  return useMemo(() => {
    const set = (next: Edits | null) => {
      keep(id, next);
      setHeld({ id, edits: next });
    };
    return {
      edits,
      begin: () => set({}),
      end: () => set(null),
      over: (draft) =>
        edits === null
          ? draft
          : {
              ...draft,
              edit: (field, value) => {
                if (!isMaterial(field)) return draft.edit(field, value);
                // The latest ones: two fields may be edited between two drawings.
                set({ ...readKept(id), ...edits, [field as Field]: value });
              },
            },
    };
  }, [id, edits]);
}

function keep(id: ChangeId, edits: Edits | null): void {
  if (edits === null) sessionStorage.removeItem(keyOf(id));
  else sessionStorage.setItem(keyOf(id), JSON.stringify(edits));
}

function readKept(id: ChangeId): Edits | null {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(id)) ?? 'null') as Edits | null;
  } catch {
    return null;
  }
}
