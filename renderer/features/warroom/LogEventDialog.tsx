import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { TextField } from '#renderer/ui/Fields.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { RunId } from '#shared/domain/ids.ts';

/** Logs what happened in a run, from outside its runner: the text, Enter. */
export function LogEventDialog(props: {
  readonly runId: RunId;
  readonly releaseName: string;
  readonly close: () => void;
}) {
  const { runId, releaseName, close } = props;
  const [text, setText] = useState('');
  const log = useMutation(
    orpc.warroom.log.mutationOptions({
      onSuccess: () => {
        toastDone(`Logged in the run of ${releaseName}`);
        close();
      },
    }),
  );
  const ready = text.trim() !== '' && !log.isPending;
  const submit = () => ready && log.mutate({ runId, text: text.trim() });
  return (
    <Dialog
      title={`Log an event, ${releaseName}`}
      opened
      onClose={close}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" disabled={!ready} onClick={submit}>
            {log.isPending ? 'Writing' : 'Log it'}
          </Button>
        </>
      }
    >
      <TextField
        label="What happened"
        required
        maxLength={2000}
        autoComplete="off"
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          submit();
        }}
        error={log.isError ? `Not recorded. ${errorSentence(log.error)}` : null}
      />
    </Dialog>
  );
}
