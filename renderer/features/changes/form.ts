import { createContext, useContext } from 'react';
import type { Amendment } from '#renderer/features/approvals/useAmendment.ts';
import type { ChangeFields } from '#shared/contract/changes.ts';
import type { Draft, DraftView, Field } from './draft.ts';
import type { Names } from './names.ts';

/** What every field of the form works with. */
export type Form = DraftView & {
  readonly draft: Draft;
  readonly amendment: Amendment;
  readonly names: Names;
  readonly zone: string;
  /** True where the values a field had before can be looked at. */
  readonly past: boolean;
  readonly editable: ReadonlySet<Field>;
  /** The field that has the focus. */
  readonly focused: Field | null;
  readonly setFocused: (field: Field | null) => void;
};

const FormContext = createContext<Form | null>(null);
export const FormProvider = FormContext.Provider;

export function useForm(): Form {
  const form = useContext(FormContext);
  if (!form) throw new Error('Fields of a change stand inside its form');
  return form;
}

/** One field: its value as typed, whether it may be edited, and what to do on focus, edit and blur. */
export function useField<F extends Field>(field: F) {
  const { draft, shown, editable, focused, setFocused } = useForm();
  return {
    value: shown[field] as ChangeFields[F],
    readOnly: !editable.has(field),
    focused: focused === field,
    edit: (value: ChangeFields[F]) => draft.edit(field, value),
    /** For choices that are complete with one click. */
    set: (value: ChangeFields[F]) => {
      draft.edit(field, value);
      void draft.flush();
    },
    onFocus: () => {
      setFocused(field);
      draft.hold(field);
    },
    onBlur: () => {
      setFocused(null);
      draft.hold(null);
      void draft.flush();
    },
  };
}
