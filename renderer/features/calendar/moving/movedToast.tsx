import { notifications } from '@mantine/notifications';
import { client } from '#renderer/lib/client.ts';
import { formatDateTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import type { Booking } from '#shared/contract/calendar.ts';
import type { DeviceId } from '#shared/domain/ids.ts';

const STAYS_MS = 12_000;

/** Says where a booking went, with the way back: `entry` is the entry of the log that holds the move. */
export function movedToast(
  { ref, startsAt }: Pick<Booking, 'ref' | 'startsAt'>,
  zone: string,
  entry: { readonly device: DeviceId; readonly seq: number } | null,
): void {
  const words = `${ref} moved to ${formatDateTime(startsAt, zone)}`;
  if (entry === null) {
    toastDone(words);
    return;
  }
  const id = `moved-${entry.device}-${entry.seq}`;
  const undo = async () => {
    notifications.hide(id);
    try {
      await client.timeline.undo({ ...entry });
      toastDone(`${ref} is back where it was`);
    } catch (error) {
      toastError(`The move of ${ref} was not undone`, error);
    }
  };
  notifications.show({
    id,
    message: (
      <span style={{ display: 'flex', alignItems: 'center', gap: 12 }}>
        {words}
        <Button size="small" icon="backout" onClick={() => void undo()}>
          Undo
        </Button>
      </span>
    ),
    autoClose: STAYS_MS,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close' },
  });
}
