import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { formatCount, formatTime, formatZone } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, Segmented, TextArea, TextField } from '#renderer/ui/Fields.tsx';
import { recentTime } from './recentTime.ts';
import type { RunModel } from './runModel.ts';

const OUTCOMES = [
  { value: 'completed', label: 'Service is restored' },
  { value: 'failed', label: 'The back-out failed' },
] as const;

/** Ends a back-out: when service was restored, or why it was not. */
export function EndBackOutDialog({ model, close }: { readonly model: RunModel; readonly close: () => void }) {
  const { run, zone } = model.view;
  const open = model.total - model.finished;
  const last = model.view.events.at(-1)?.occurredAt ?? model.now;
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]['value']>(
    open === 0 ? 'completed' : 'failed',
  );
  const [time, setTime] = useState(formatTime(last, zone));
  const [reason, setReason] = useState('');
  const end = useMutation(orpc.runbooks.end.mutationOptions({ onSuccess: close }));
  const restoredAt = time === formatTime(last, zone) ? last : recentTime(time, zone, model.now);
  const ready = !end.isPending && (outcome === 'completed' ? restoredAt !== null : reason.trim() !== '');
  return (
    <Dialog
      title="End the back-out"
      opened
      onClose={close}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            disabled={!ready}
            onClick={() =>
              end.mutate({
                id: run.id,
                outcome,
                reason: reason.trim(),
                ...(outcome === 'completed' && restoredAt !== null ? { restoredAt } : {}),
              })
            }
          >
            {end.isPending ? 'Writing' : 'End back-out'}
          </Button>
        </>
      }
    >
      <FieldStack>
        <p>
          {open === 0
            ? 'All steps are finished.'
            : `${formatCount(open, 'step')} ${open === 1 ? 'is' : 'are'} not finished.`}
          {run.kind === 'live' && ' The release becomes Backed out, and its changes await re-planning.'}
        </p>
        <Segmented label="Outcome" options={OUTCOMES} value={outcome} onChange={setOutcome} />
        {outcome === 'completed' && (
          <TextField
            label={`Service restored at (${formatZone(zone, model.now)})`}
            description="The end of the last step unless you know better."
            value={time}
            onChange={(event) => setTime(event.currentTarget.value)}
            error={restoredAt === null ? 'Write the time as 02:10' : null}
            inputMode="numeric"
            maxLength={5}
            w={220}
          />
        )}
        <TextArea
          label={outcome === 'completed' ? 'Note' : 'Why it failed'}
          required={outcome === 'failed'}
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
