import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, MultiSelectField, NumberInput, SelectField, TextField } from '#renderer/ui/Fields.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
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
  const busy = patch.isPending || remove.isPending;
  return (
    <Dialog
      title={`Step ${step.number}, ${step.title}`}
      opened
      onClose={close}
      actions={
        <>
          <Button variant="danger" disabled={busy} onClick={() => remove.mutate({ stepId: step.id })}>
            {remove.isPending ? 'Writing' : 'Take it out'}
          </Button>
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            disabled={busy || fields.title.trim() === ''}
            onClick={() =>
              patch.mutate({ stepId: step.id, fields: { ...fields, title: fields.title.trim() } })
            }
          >
            {patch.isPending ? 'Writing' : 'Save'}
          </Button>
        </>
      }
    >
      <FieldStack>
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
        <Refusal error={patch.error ?? remove.error} />
      </FieldStack>
    </Dialog>
  );
}
