import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, TextArea } from '#renderer/ui/Fields.tsx';
import type { RunModel } from './runModel.ts';

/** Suspends a run with a reason, or resumes it. */
export function SuspendDialog({ model, close }: { readonly model: RunModel; readonly close: () => void }) {
  const held = model.suspended !== null;
  const [reason, setReason] = useState('');
  const suspend = useMutation(orpc.runbooks.suspend.mutationOptions({ onSuccess: close }));
  const resume = useMutation(orpc.runbooks.resume.mutationOptions({ onSuccess: close }));
  const act = held ? resume : suspend;
  const ready = (held || reason.trim() !== '') && !act.isPending;
  return (
    <Dialog
      title={held ? 'Resume the run' : 'Suspend the run'}
      opened
      onClose={close}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            disabled={!ready}
            onClick={() => act.mutate({ id: model.view.run.id, reason: reason.trim() })}
          >
            {act.isPending ? 'Writing' : held ? 'Resume' : 'Suspend'}
          </Button>
        </>
      }
    >
      <FieldStack>
        <p>
          {held
            ? 'Steps can be started again. The clocks went on in the meantime.'
            : 'Nothing new begins until the run is resumed; what is under way may be finished. The clocks and the back-out deadline go on.'}
        </p>
        <TextArea
          label={held ? 'What changed' : 'Why'}
          required={!held}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={2}
          maxRows={8}
          data-autofocus
          error={act.isError ? `Not recorded. ${errorSentence(act.error)}` : null}
        />
      </FieldStack>
    </Dialog>
  );
}
