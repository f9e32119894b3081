import { TextField } from '#renderer/ui/Fields.tsx';
import { ListEditor } from '#renderer/ui/ListEditor.tsx';
import { newId } from '#shared/domain/ids.ts';
import { PolicyPart } from './PolicyPart.tsx';
import css from './policies.module.css';

/** What has to be met before a change is released. */
export function CriteriaSection() {
  return (
    <PolicyPart
      policy="criteria"
      name="Release criteria"
      lead="What is asked on every ticket before it is released. Each is answered with its evidence and the name of who confirmed it. Answers to one that is removed stay readable on their tickets."
    >
      {({ value, put, errorAt }) => (
        <ListEditor
          label="Release criteria"
          items={value}
          most={40}
          nameOf={(one, index) => one.name || `criterion ${index + 1}`}
          empty="No criteria are asked."
          onChange={put}
          add={{ label: 'Criterion', make: () => ({ id: newId(), name: '', about: '' }) }}
        >
          {(one, change, index) => (
            <div className={css.row}>
              <TextField
                label="Name"
                maxLength={120}
                dir="auto"
                value={one.name}
                error={errorAt(`${index}.name`)}
                onChange={(event) => change({ name: event.currentTarget.value })}
              />
              <TextField
                label="When it is met"
                maxLength={500}
                dir="auto"
                value={one.about}
                error={errorAt(`${index}.about`)}
                onChange={(event) => change({ about: event.currentTarget.value })}
              />
            </div>
          )}
        </ListEditor>
      )}
    </PolicyPart>
  );
}
