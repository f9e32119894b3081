import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { MultiSelectField, NumberInput, SelectField, TextField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { section as sectionSchema } from '#shared/contract/steps.ts';
import type { RunModel, StepLine } from './runModel.ts';

/** Changes one step before the run starts, or takes it out. */
export function PlanStepDialog(props: {
  readonly model: RunModel;
  readonly line: StepLine;
  readonly close: () => void;
}) {
  const { model, close } = props;
  const { step } = props.line;
  const [fields, setFields] = useState({
    title: step.title,
    section: step.section,
    plannedMinutes: step.plannedMinutes,
    ownerId: step.ownerId,
    dependsOn: step.dependsOn,
  });
  const patch = useMutation(orpc.planning.patchStep.mutationOptions({ onSuccess: close }));
  const remove = useMutation(orpc.planning.removeStep.mutationOptions({ onSuccess: close }));
  return (
    <FormDialog
      title={`Step ${step.number}, ${step.title}`}
      confirm="Save"
      ready={fields.title.trim() !== ''}
      busy={patch.isPending || remove.isPending}
      more={
        <Button
          variant="danger"
          disabled={patch.isPending || remove.isPending}
          onClick={() => remove.mutate({ stepId: step.id })}
        >
          Take it out
        </Button>
      }
      act={() => patch.mutate({ stepId: step.id, fields: { ...fields, title: fields.title.trim() } })}
      error={patch.error ?? remove.error}
      onClose={close}
    >
      <TextField
        label="What is to be done"
        required
        maxLength={300}
        data-autofocus
        value={fields.title}
        onChange={(event) => setFields({ ...fields, title: event.currentTarget.value })}
      />
      <SelectField
        label="Section"
        allowDeselect={false}
        options={sectionSchema.options.map((value) => ({ value, label: value }))}
        value={fields.section}
        onChange={(section) => section && setFields({ ...fields, section })}
      />
      <NumberInput
        label="Planned minutes"
        min={0}
        max={10_080}
        allowDecimal={false}
        value={fields.plannedMinutes}
        onChange={(minutes) => setFields({ ...fields, plannedMinutes: Number(minutes) || 0 })}
      />
      <SelectField
        label="Owner"
        description={step.ownerRole ? `The runbook asks for: ${step.ownerRole}` : undefined}
        placeholder="Nobody yet"
        clearable
        options={model.view.people.map(({ id, name }) => ({ value: id, label: name }))}
        value={fields.ownerId}
        onChange={(ownerId) => setFields({ ...fields, ownerId })}
      />
      <MultiSelectField
        label="Waits for"
        options={model.lines
          .filter((line) => line.step.id !== step.id)
          .map((line) => ({ value: line.step.id, label: `${line.step.number} ${line.step.title}` }))}
        value={fields.dependsOn}
        onChange={(dependsOn) => setFields({ ...fields, dependsOn })}
      />
    </FormDialog>
  );
}
