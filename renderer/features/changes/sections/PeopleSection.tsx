import { SelectField } from '#renderer/ui/Fields.tsx';
import { FieldRow } from '../FieldRow.tsx';
import { useField, useForm } from '../form.ts';
import { FormSection } from './FormSection.tsx';

/** Who carries it out, who says that it works, who asked for it. */
export function PeopleSection() {
  return (
    <FormSection id="people" title="People">
      <PersonField field="assigneeId" label="Assignee, carries it out" />
      <PersonField field="validatorId" label="Validator, says that it works" />
      <PersonField field="requesterId" label="Requester" />
    </FormSection>
  );
}

function PersonField(props: {
  readonly field: 'assigneeId' | 'validatorId' | 'requesterId';
  readonly label: string;
}) {
  const { names, shown } = useForm();
  const { value, readOnly, set, onFocus, onBlur } = useField(props.field);
  const id = `input-${props.field}`;
  const alone = props.field === 'validatorId' && value !== null && value === shown.assigneeId;
  return (
    <FieldRow
      field={props.field}
      label={props.label}
      htmlFor={id}
      note={alone ? 'the same person carries it out' : undefined}
    >
      <SelectField
        id={id}
        placeholder="Nobody yet"
        clearable={!readOnly}
        readOnly={readOnly}
        options={names.people.map((p) => ({ value: p.id, label: p.name }))}
        value={value}
        onChange={set}
        onFocus={onFocus}
        onBlur={onBlur}
      />
    </FieldRow>
  );
}
