import {
  Autocomplete,
  Checkbox,
  MultiSelect,
  type MultiSelectProps,
  NumberInput,
  Select,
  type SelectProps,
  Switch,
  Textarea,
  type TextareaProps,
  TextInput,
} from '@mantine/core';
import { type ReactNode, useId } from 'react';
import css from './Fields.module.css';

// The fields of Slipway: Mantine's, with the looks set once in the theme.
export {
  Autocomplete as SuggestField,
  Checkbox,
  NumberInput,
  Switch,
  Textarea as TextArea,
  TextInput as TextField,
};

type Option<T extends string> = { readonly value: T; readonly label: string };

/** Why something is done, in a few lines, for the record. */
export function ReasonField(
  props: Omit<TextareaProps, 'value' | 'onChange'> & {
    readonly value: string;
    readonly onChange: (reason: string) => void;
  },
) {
  const { value, onChange, ...rest } = props;
  return (
    <Textarea
      label="Reason"
      autosize
      minRows={2}
      maxRows={8}
      maxLength={2000}
      dir="auto"
      {...rest}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Choice of one thing by name, searchable; null when nothing is chosen. */
export function SelectField<T extends string>(
  props: Omit<SelectProps, 'data' | 'value' | 'onChange'> & {
    readonly options: readonly Option<T>[];
    readonly value: T | null;
    readonly onChange: (value: T | null) => void;
  },
) {
  const { options, value, onChange, ...rest } = props;
  return (
    <Select
      searchable={options.length > 7}
      nothingFoundMessage={options.length === 0 ? 'Nothing to choose from' : 'Nothing of that name'}
      comboboxProps={{ withinPortal: true, shadow: 'md' }}
      {...rest}
      data={options.map(({ value: v, label }) => ({ value: v, label }))}
      value={value}
      onChange={(chosen) => onChange(options.find((o) => o.value === chosen)?.value ?? null)}
    />
  );
}

/** Choice of several things by name, searchable. */
export function MultiSelectField<T extends string>(
  props: Omit<MultiSelectProps, 'data' | 'value' | 'onChange'> & {
    readonly options: readonly Option<T>[];
    readonly value: readonly T[];
    readonly onChange: (value: T[]) => void;
  },
) {
  const { options, value, onChange, ...rest } = props;
  return (
    <MultiSelect
      searchable
      nothingFoundMessage={options.length === 0 ? 'Nothing to choose from' : 'Nothing of that name'}
      {...rest}
      data={options.map(({ value: v, label }) => ({ value: v, label }))}
      value={[...value]}
      onChange={(chosen) => onChange(options.filter((o) => chosen.includes(o.value)).map((o) => o.value))}
    />
  );
}

/** One of a few, all in sight; a radio group for keyboard and screen reader. */
export function Segmented<T extends string>(props: {
  readonly label: string;
  readonly options: readonly Option<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={props.label} className={css.segmented}>
      {props.options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === props.value}
            onChange={() => props.onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}

/** Fields that belong together, under a heading of their own. */
export function FieldGroup(props: { readonly legend: string; readonly children: ReactNode }) {
  return (
    <fieldset className={css.group}>
      <legend>{props.legend}</legend>
      {props.children}
    </fieldset>
  );
}

/** Fields under one another with the usual distance. */
export function FieldStack({ children }: { readonly children: ReactNode }) {
  return <div className={css.stack}>{children}</div>;
}
