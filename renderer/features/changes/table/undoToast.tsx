import { notifications } from '@mantine/notifications';
import { client } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import type { BulkResult } from '#shared/contract/change-table.ts';

/** Says what a bulk edit did, and offers to take it back for 12 s. */
export function undoToast(message: string, entry: BulkResult['entry']): void {
  if (entry === null) {
    toastDone(message);
    return;
  }
  const id = `undo-${entry.device}-${entry.seq}`;
  const undo = () => {
    notifications.hide(id);
    client.timeline.undo(entry).then(
      () => toastDone('It was taken back'),
      (error: unknown) => toastError('It was not taken back', error),
    );
  };
  notifications.show({
    id,
    message: (
      <span style={{ display: 'flex', alignItems: 'center', gap: 12 }}>
        {message}
        <Button size="small" onClick={undo}>
          Undo
        </Button>
      </span>
    ),
    autoClose: 12_000,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close' },
  });
}
