import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, Segmented, TextArea } from '#renderer/ui/Fields.tsx';
import type { RunModel } from './runModel.ts';

const OUTCOMES = [
  { value: 'completed', label: 'Completed' },
  { value: 'suspended', label: 'Suspended' },
  { value: 'failed', label: 'Failed' },
] as const;

/** Ends the run. While steps are open, or when it did not complete, a reason is asked for. */
export function EndRunDialog({ model, close }: { readonly model: RunModel; readonly close: () => void }) {
  const open = model.total - model.finished;
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]['value']>(
    open === 0 ? 'completed' : 'suspended',
  );
  const [reason, setReason] = useState('');
  const end = useMutation(orpc.runbooks.end.mutationOptions({ onSuccess: close }));
  const needsReason = open > 0 || outcome !== 'completed';
  const ready = (!needsReason || reason.trim() !== '') && !end.isPending;
  const { run } = model.view;
  return (
    <Dialog
      title="End the run"
      opened
      onClose={close}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            disabled={!ready}
            onClick={() => end.mutate({ id: run.id, outcome, reason: reason.trim() })}
          >
            {end.isPending ? 'Writing' : 'End run'}
          </Button>
        </>
      }
    >
      <FieldStack>
        <p>
          {open === 0
            ? 'All steps are finished.'
            : `${formatCount(open, 'step')} ${open === 1 ? 'is' : 'are'} not finished.`}
          {run.kind === 'live' && ' The release and its changes go to Review.'} A run that has ended is not
          opened again.
        </p>
        <Segmented label="Outcome" options={OUTCOMES} value={outcome} onChange={setOutcome} />
        <TextArea
          label="Reason"
          required={needsReason}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={2}
          maxRows={8}
          data-autofocus
          error={end.isError ? `Not recorded. ${errorSentence(end.error)}` : null}
        />
      </FieldStack>
    </Dialog>
  );
}
