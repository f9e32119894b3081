import { useState } from 'react';
import { fieldNames } from '#renderer/features/changes/fieldNames.ts';
import { MultiSelectField, SelectField, TextArea } from '#renderer/ui/Fields.tsx';
import { ListEditor } from '#renderer/ui/ListEditor.tsx';
import { promptSource } from '#shared/contract/change-policies.ts';
import { changeFieldNames } from '#shared/domain/changes/changes.ts';
import { PolicyPart } from './PolicyPart.tsx';

const sources = promptSource.options.map((value) => ({ value, label: value }));

/** The questions beside each field of a ticket, and where the words for it are found. */
export function PromptsSection() {
  return (
    <PolicyPart
      policy="prompts"
      name="Prompts"
      lead="The questions that stand beside a field while it is written, one on each line, and where its words are found. The first question stays in sight when the rest is folded."
    >
      {({ value, put, errorAt }) => {
        const free = changeFieldNames.filter((field) => !value.some((one) => one.field === field));
        const [first] = free;
        return (
          <ListEditor
            label="Prompts"
            items={value}
            most={40}
            nameOf={(one) => `the prompts of ${fieldNames[one.field]}`}
            empty="No field has questions beside it."
            onChange={put}
            add={
              first && { label: 'Field with questions', make: () => ({ field: first, ask: [''], from: [] }) }
            }
          >
            {(one, change, index) => (
              <>
                <SelectField
                  label="Field"
                  allowDeselect={false}
                  options={[one.field, ...free].map((field) => ({ value: field, label: fieldNames[field] }))}
                  value={one.field}
                  error={errorAt(`${index}.field`)}
                  onChange={(field) => change({ field: field ?? one.field })}
                />
                <Questions
                  ask={one.ask}
                  error={
                    errorAt(`${index}.ask`) ??
                    one.ask.map((_, at) => errorAt(`${index}.ask.${at}`)).find((words) => words !== undefined)
                  }
                  onChange={(ask) => change({ ask })}
                />
                <MultiSelectField
                  label="Take it from"
                  placeholder={one.from.length === 0 ? 'Nowhere in particular' : ''}
                  options={sources}
                  value={one.from}
                  onChange={(from) => change({ from })}
                />
              </>
            )}
          </ListEditor>
        );
      }}
    </PolicyPart>
  );
}

/** Questions as lines; an empty line is kept while it is typed and left out of what is saved. */
function Questions(props: {
  readonly ask: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (ask: string[]) => void;
}) {
  const { ask, error, onChange } = props;
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextArea
      label="Questions"
      autosize
      minRows={2}
      maxRows={20}
      dir="auto"
      value={typed ?? ask.join('\n')}
      error={error}
      onChange={(event) => {
        const words = event.currentTarget.value;
        setTyped(words);
        const lines = words.split('\n').flatMap((line) => (line.trim() ? [line.trim()] : []));
        onChange(lines.length > 0 ? lines : ['']);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
