import { useState } from 'react';
import { useNames } from '#renderer/features/changes/names.ts';
import { Segmented } from '#renderer/ui/Fields.tsx';
import { ListEditor } from '#renderer/ui/ListEditor.tsx';
import type { Stage } from '#shared/contract/approvals.ts';
import type { ChangeType } from '#shared/contract/changes.ts';
import { newId } from '#shared/domain/ids.ts';
import { PolicyPart } from './PolicyPart.tsx';
import css from './policies.module.css';
import { StageFields, statesOf } from './StageFields.tsx';

const types = [
  { value: 'normal', label: 'Normal' },
  { value: 'standard', label: 'Standard' },
  { value: 'emergency', label: 'Emergency' },
] as const satisfies readonly { value: ChangeType; label: string }[];

/** Who is asked before a change goes on, stage by stage, for each type. */
export function FlowsSection() {
  const names = useNames();
  const [type, setType] = useState<ChangeType>('normal');
  return (
    <PolicyPart
      policy="approvalFlows"
      name="Approval flows"
      reasoned
      lead="What a change of each type passes on its way, in this order. An approval has to be given before the change leaves its state; a task is listed until it is done and holds nothing up. A change keeps the flow it was submitted with."
    >
      {({ value, put, errorAt }) => (
        <>
          <Segmented label="Type of change" options={types} value={type} onChange={setType} />
          {types
            .filter((one) => one.value !== type && hasErrors(value[one.value], one.value, errorAt))
            .map((one) => (
              // Saving never fails unseen.
              <p key={one.value} role="alert" className={css.wrong}>
                A stage of {one.label.toLowerCase()} changes is not complete.
              </p>
            ))}
          <ListEditor
            key={type}
            label={`Stages of ${type} changes`}
            items={value[type]}
            most={30}
            nameOf={(stage, index) => stage.name || `stage ${index + 1}`}
            empty={`${type === 'standard' ? 'A standard' : type === 'normal' ? 'A normal' : 'An emergency'} change is asked for nothing.`}
            onChange={(stages) => put({ ...value, [type]: stages })}
            add={{ label: 'Stage', make: () => newStage(type) }}
          >
            {(stage, _, index) => (
              <StageFields
                type={type}
                stage={stage}
                names={names}
                errorAt={(field) => errorAt(`${type}.${index}.${field}`)}
                onChange={(next) =>
                  put({
                    ...value,
                    [type]: value[type].map((other, at) => {
                      if (at === index) return next;
                      // The authority is the outcome of one stage.
                      return next.authority && !stage.authority ? { ...other, authority: false } : other;
                    }),
                  })
                }
              />
            )}
          </ListEditor>
        </>
      )}
    </PolicyPart>
  );
}

function hasErrors(
  stages: readonly Stage[],
  type: ChangeType,
  errorAt: (path: string) => string | undefined,
): boolean {
  return stages.some((_, index) => errorAt(`${type}.${index}.name`) || errorAt(`${type}.${index}.who`));
}

function newStage(type: ChangeType): Stage {
  const kind = statesOf(type, 'approval').length > 0 ? 'approval' : 'task';
  return {
    id: newId(),
    name: '',
    kind,
    state: statesOf(type, kind)[0] ?? 'Review',
    who: [],
    rule: 'any',
    authority: false,
  };
}
