import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { AutomationField } from './AutomationField.tsx';
import type { StepLine } from './runModel.ts';

/** Says what a step of a run is carried out by. */
export function AutomationDialog({ line, close }: { readonly line: StepLine; readonly close: () => void }) {
  const { step } = line;
  const [automation, setAutomation] = useState(step.automation);
  const assign = useMutation(orpc.automation.assign.mutationOptions({ onSuccess: close }));
  return (
    <FormDialog
      title={`Automation of step ${step.number}, ${step.title}`}
      confirm="Save"
      busy={assign.isPending}
      act={() => assign.mutate({ stepId: step.id, automation })}
      error={assign.error}
      onClose={close}
    >
      <AutomationField value={automation} onChange={setAutomation} />
    </FormDialog>
  );
}
