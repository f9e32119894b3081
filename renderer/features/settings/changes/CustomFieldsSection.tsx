import { TextField } from '#renderer/ui/Fields.tsx';
import { ListEditor } from '#renderer/ui/ListEditor.tsx';
import { newId } from '#shared/domain/ids.ts';
import { PolicyPart } from './PolicyPart.tsx';
import css from './policies.module.css';

/** Fields that this workspace asks for on every ticket. */
export function CustomFieldsSection() {
  return (
    <PolicyPart
      policy="customFields"
      name="Custom fields"
      lead="Fields of your own on every ticket, such as a cost centre. What was written in one that is removed stays readable on its tickets."
    >
      {({ value, put, errorAt }) => (
        <ListEditor
          label="Custom fields"
          items={value}
          most={30}
          nameOf={(one, index) => one.label || `field ${index + 1}`}
          empty="No fields of your own yet."
          onChange={put}
          add={{ label: 'Field', make: () => ({ id: newId(), label: '', help: '' }) }}
        >
          {(one, change, index) => (
            <div className={css.row}>
              <TextField
                label="Label"
                maxLength={120}
                dir="auto"
                value={one.label}
                error={errorAt(`${index}.label`)}
                onChange={(event) => change({ label: event.currentTarget.value })}
              />
              <TextField
                label="Help under the field"
                maxLength={500}
                dir="auto"
                value={one.help}
                error={errorAt(`${index}.help`)}
                onChange={(event) => change({ help: event.currentTarget.value })}
              />
            </div>
          )}
        </ListEditor>
      )}
    </PolicyPart>
  );
}
