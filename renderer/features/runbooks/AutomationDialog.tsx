import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack } from '#renderer/ui/Fields.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { AutomationField } from './AutomationField.tsx';
import type { StepLine } from './runModel.ts';

/** Says what a step of a run is carried out by. */
export function AutomationDialog({ line, close }: { readonly line: StepLine; readonly close: () => void }) {
  const { step } = line;
  const [automation, setAutomation] = useState(step.automation);
  const assign = useMutation(orpc.automation.assign.mutationOptions({ onSuccess: close }));
  return (
    <Dialog
      title={`Automation of step ${step.number}, ${step.title}`}
      opened
      onClose={close}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            disabled={assign.isPending}
            onClick={() => assign.mutate({ stepId: step.id, automation })}
          >
            {assign.isPending ? 'Writing' : 'Save'}
          </Button>
        </>
      }
    >
      <FieldStack>
        <AutomationField value={automation} onChange={setAutomation} />
        <Refusal error={assign.error} />
      </FieldStack>
    </Dialog>
  );
}
