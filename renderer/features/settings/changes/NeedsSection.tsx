import { fieldNames } from '#renderer/features/changes/fieldNames.ts';
import { MultiSelectField, SelectField } from '#renderer/ui/Fields.tsx';
import { ListEditor } from '#renderer/ui/ListEditor.tsx';
import type { ChangePolicies } from '#shared/contract/change-policies.ts';
import { changeState, changeType } from '#shared/contract/changes.ts';
import { changeFieldNames } from '#shared/domain/changes/changes.ts';
import { PolicyPart } from './PolicyPart.tsx';
import css from './policies.module.css';

type Need = ChangePolicies['transitionNeeds'][number];

const fields = changeFieldNames.map((value) => ({ value, label: fieldNames[value] }));
const states = changeState.options
  .filter((state) => state !== 'New' && state !== 'Cancelled')
  .map((value) => ({ value, label: value }));
const types = changeType.options.map((value) => ({
  value,
  label: value.charAt(0).toUpperCase() + value.slice(1),
}));

/** Fields that have to be filled in before a change moves on, beside those that are always needed. */
export function NeedsSection() {
  return (
    <PolicyPart
      policy="transitionNeeds"
      name="Needs of each move"
      lead="What has to be filled in before a change moves to a state. A title, and a description or a justification, are always needed to leave New; closing always states how it went."
    >
      {({ value, put, errorAt }) => (
        <ListEditor
          label="Needs of each move"
          items={value}
          most={200}
          nameOf={(need) => `${fieldNames[need.field]} before ${need.to}`}
          empty="Nothing more is needed than what always is."
          onChange={put}
          add={{ label: 'Need', make: (): Need => ({ field: 'backOutSteps', to: 'Assess', types: [] }) }}
        >
          {(need, change, index) => (
            <div className={css.row}>
              <SelectField
                label="Field"
                allowDeselect={false}
                options={fields}
                value={need.field}
                error={errorAt(`${index}.field`)}
                onChange={(field) => change({ field: field ?? need.field })}
              />
              <SelectField
                label="Before it moves to"
                allowDeselect={false}
                options={states}
                value={need.to}
                error={errorAt(`${index}.to`)}
                onChange={(to) => change({ to: to ?? need.to })}
              />
              <MultiSelectField
                label="Types"
                placeholder={need.types.length === 0 ? 'Every type' : ''}
                options={types}
                value={need.types}
                onChange={(chosen) => change({ types: chosen })}
              />
            </div>
          )}
        </ListEditor>
      )}
    </PolicyPart>
  );
}
