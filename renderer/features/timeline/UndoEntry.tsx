import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc } from '#renderer/lib/client.ts';
import { formatCount, formatTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ConfirmDialog } from '#renderer/ui/FormDialog.tsx';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import css from './Timeline.module.css';
import type { ToldEntry } from './useTimeline.ts';

/** Undoes an entry. One that made something asks first, because undoing it takes the thing away. */
export function UndoEntry({ told }: { readonly told: ToldEntry }) {
  const { entry, story } = told;
  const zone = useZone();
  const [asking, setAsking] = useState(false);
  const undo = useMutation(
    orpc.timeline.undo.mutationOptions({
      onSuccess: ({ undone }) => toastDone(`Undone: ${formatCount(undone, 'value')} put back`),
      onError: (error) => toastError('The entry was not undone', error),
      onSettled: () => setAsking(false),
    }),
  );
  const made = entry.ops.filter((op) => op.field === '*' && op.value !== null);
  const what = `${entry.actor} ${story.sentences[0]?.text ?? ''}`;
  const start = () => undo.mutate({ device: entry.device, seq: entry.seq });
  return (
    <>
      <Button
        size="small"
        variant="quiet"
        icon="backout"
        className={css.undo}
        disabled={undo.isPending}
        onClick={() => (made.length > 0 ? setAsking(true) : start())}
      >
        Undo
        <span className="sr">
          : {what}, {formatTime(story.at, zone)}
        </span>
      </Button>
      <ConfirmDialog
        title="Take it away again?"
        opened={asking}
        onClose={() => setAsking(false)}
        onConfirm={start}
        confirm="Undo and remove"
        danger
        busy={undo.isPending}
      >
        <p>{what}.</p>
        <p>
          Undoing this removes{' '}
          {entry.opCount > entry.ops.length || made.length > 1
            ? 'everything that this entry made'
            : made[0]?.label || 'it'}
          . It is refused when somebody changed it since. The timeline keeps both entries.
        </p>
      </ConfirmDialog>
    </>
  );
}
