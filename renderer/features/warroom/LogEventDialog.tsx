import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { TextField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
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
  return (
    <FormDialog
      title={`Log an event, ${releaseName}`}
      confirm="Log it"
      ready={text.trim() !== ''}
      busy={log.isPending}
      act={() => log.mutate({ runId, text: text.trim() })}
      onClose={close}
    >
      <TextField
        label="What happened"
        required
        maxLength={2000}
        autoComplete="off"
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={log.isError ? `Not recorded. ${errorSentence(log.error)}` : null}
      />
    </FormDialog>
  );
}
