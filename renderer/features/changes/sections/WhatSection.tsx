import { MultiSelectField, Segmented } from '#renderer/ui/Fields.tsx';
import { type ChangeType, origin } from '#shared/contract/changes.ts';
import { ChoiceField } from '../ChoiceField.tsx';
import { CustomFields } from '../CustomFields.tsx';
import { FieldRow } from '../FieldRow.tsx';
import css from '../fields.module.css';
import { useField, useForm } from '../form.ts';
import { TextBox } from '../TextBox.tsx';
import { FormSection } from './FormSection.tsx';

const changeTypes = ['normal', 'standard', 'emergency'] as const;

/** What changes, why, of which kind and where. `types` are those it may have. */
export function WhatSection({ types = changeTypes }: { readonly types?: readonly ChangeType[] }) {
  return (
    <FormSection id="what" title="What and why">
      <TextBox field="title" label="Short description" line note={wordCount} />
      <TextBox field="description" label="Description" rows={3} />
      <TextBox field="justification" label="Justification" rows={3} />
      <TypeField types={types} />
      <ServicesField />
      <EnvironmentsField />
      <TextBox field="category" label="Category" line />
      <ChoiceField field="origin" options={origin.options} />
      <CustomFields />
    </FormSection>
  );
}

function TypeField({ types }: { readonly types: readonly ChangeType[] }) {
  const { value, readOnly, set } = useField('type');
  const words: Record<ChangeType, string> = {
    normal: 'Normal',
    standard: 'Standard',
    emergency: 'Emergency',
  };
  return (
    <FieldRow field="type" label="Type">
      {readOnly ? (
        <p className={css.fixed}>{words[value]}</p>
      ) : (
        <Segmented
          label="Type"
          options={types.map((type) => ({ value: type, label: words[type] }))}
          value={value}
          onChange={set}
        />
      )}
    </FieldRow>
  );
}

function ServicesField() {
  const { names } = useForm();
  const { value, readOnly, set, onFocus, onBlur } = useField('serviceIds');
  const id = 'input-serviceIds';
  return (
    <FieldRow field="serviceIds" label="Services" htmlFor={id}>
      <MultiSelectField
        id={id}
        placeholder={value.length === 0 ? 'Which services change?' : ''}
        readOnly={readOnly}
        options={names.services.map((s) => ({ value: s.id, label: `${s.name}, tier ${s.tier}` }))}
        value={value}
        onChange={set}
        onFocus={onFocus}
        onBlur={onBlur}
      />
    </FieldRow>
  );
}

function EnvironmentsField() {
  const { names } = useForm();
  const { value, readOnly, set, onFocus, onBlur } = useField('environmentIds');
  const id = 'input-environmentIds';
  return (
    <FieldRow field="environmentIds" label="Environments" htmlFor={id}>
      <MultiSelectField
        id={id}
        placeholder={value.length === 0 ? 'Where?' : ''}
        readOnly={readOnly}
        options={names.environments.map((e) => ({ value: e.id, label: e.name }))}
        value={value}
        onChange={set}
        onFocus={onFocus}
        onBlur={onBlur}
      />
    </FieldRow>
  );
}

function wordCount(title: string): string {
  const n = title.trim() ? title.trim().split(/\s+/).length : 0;
  return n === 1 ? '1 word' : `${n} words`;
}
