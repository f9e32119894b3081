import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { formatTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, Segmented, SelectField, TextArea } from '#renderer/ui/Fields.tsx';
import type { PersonId } from '#shared/domain/ids.ts';
import type { RunModel } from './runModel.ts';

const LONGER = [
  { value: '15', label: '15 min' },
  { value: '30', label: '30 min' },
  { value: '60', label: '1 h' },
  { value: '120', label: '2 h' },
] as const;

/** Moves the end of the window and of its protection, with who approved it and why. */
export function ExtendDialog({ model, close }: { readonly model: RunModel; readonly close: () => void }) {
  const { run, zone, people } = model.view;
  const [minutes, setMinutes] = useState<(typeof LONGER)[number]['value']>('30');
  const [approverId, setApproverId] = useState<PersonId | null>(null);
  const [reason, setReason] = useState('');
  const extend = useMutation(orpc.runbooks.extend.mutationOptions({ onSuccess: close }));
  if (run.windowEndsAt === null || run.protectionEndsAt === null) return null;
  const more = Number(minutes) * 60_000;
  const windowEndsAt = run.windowEndsAt + more;
  const protectionEndsAt = run.protectionEndsAt + more;
  const ready = approverId !== null && reason.trim() !== '' && !extend.isPending;
  return (
    <Dialog
      title="Extend the window"
      opened
      onClose={close}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            disabled={!ready}
            onClick={() =>
              approverId !== null &&
              extend.mutate({ id: run.id, windowEndsAt, protectionEndsAt, approverId, reason: reason.trim() })
            }
          >
            {extend.isPending ? 'Writing' : 'Extend'}
          </Button>
        </>
      }
    >
      <FieldStack>
        <Segmented label="Longer by" options={LONGER} value={minutes} onChange={setMinutes} />
        <p>
          The window ends at <b>{formatTime(windowEndsAt, zone)}</b> instead of{' '}
          {formatTime(run.windowEndsAt, zone)}, its protection at <b>{formatTime(protectionEndsAt, zone)}</b>.
          {run.kind === 'live' && ' The conflicts of the release are judged by it from then on.'}
        </p>
        <SelectField
          label="Approved by"
          withAsterisk
          placeholder="Who said yes"
          options={people.map((person) => ({ value: person.id, label: person.name }))}
          value={approverId}
          onChange={setApproverId}
        />
        <TextArea
          label="Why"
          required
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={2}
          maxRows={8}
          error={extend.isError ? `Not recorded. ${errorSentence(extend.error)}` : null}
        />
      </FieldStack>
    </Dialog>
  );
}
