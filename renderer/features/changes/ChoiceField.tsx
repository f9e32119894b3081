import { SelectField } from '#renderer/ui/Fields.tsx';
import type { ChangeFields } from '#shared/contract/changes.ts';
import { FieldRow } from './FieldRow.tsx';
import { fieldNames } from './fieldNames.ts';
import { useField } from './form.ts';

/** One word of a fixed list, or none. */
export function ChoiceField<F extends 'origin' | 'releaseStrategy'>(props: {
  readonly field: F;
  readonly options: readonly NonNullable<ChangeFields[F]>[];
}) {
  const { value, readOnly, set, onFocus, onBlur } = useField(props.field);
  const id = `input-${props.field}`;
  return (
    <FieldRow field={props.field} label={fieldNames[props.field]} htmlFor={id}>
      <SelectField
        id={id}
        placeholder="Not stated"
        clearable={!readOnly}
        readOnly={readOnly}
        options={props.options.map((word) => ({ value: word, label: capital(word) }))}
        value={value as NonNullable<ChangeFields[F]> | null}
        onChange={(next) => set(next as ChangeFields[F])}
        onFocus={onFocus}
        onBlur={onBlur}
      />
    </FieldRow>
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
