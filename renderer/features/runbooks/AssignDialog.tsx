import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { SelectField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import type { RunModel, StepLine } from './runModel.ts';

/** Names who carries a step out. */
export function AssignDialog(props: {
  readonly model: RunModel;
  readonly line: StepLine;
  readonly close: () => void;
}) {
  const { model, line, close } = props;
  const [ownerId, setOwnerId] = useState(line.step.ownerId);
  const assign = useMutation(orpc.runbooks.assign.mutationOptions({ onSuccess: close }));
  return (
    <FormDialog
      title={`Owner of step ${line.step.number}, ${line.step.title}`}
      confirm="Assign"
      busy={assign.isPending}
      act={() => assign.mutate({ stepId: line.step.id, ownerId })}
      onClose={close}
    >
      <SelectField
        label="Person"
        description={line.step.ownerRole ? `The runbook asks for: ${line.step.ownerRole}` : undefined}
        placeholder="Nobody"
        clearable
        data-autofocus
        options={model.view.people.map((person) => ({ value: person.id, label: person.name }))}
        value={ownerId}
        onChange={setOwnerId}
        error={assign.isError ? errorSentence(assign.error) : null}
      />
    </FormDialog>
  );
}
