import { notifications } from '@mantine/notifications';
import { formatDateTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import type { Booking } from '#shared/contract/calendar.ts';

const STAYS_MS = 12_000;
let shown = 0;

/** Says where a booking went, with the way back where there is one: `act` takes the move back, and says so by failing when it cannot. */
export function movedToast(
  { ref, startsAt }: Pick<Booking, 'ref' | 'startsAt'>,
  zone: string,
  way: { readonly word: string; readonly act: () => Promise<unknown> } | null,
): void {
  const words = `${ref} moved to ${formatDateTime(startsAt, zone)}`;
  if (way === null) {
    toastDone(words);
    return;
  }
  shown += 1;
  const id = `moved-${shown}`;
  const back = async () => {
    notifications.hide(id);
    try {
      await way.act();
      toastDone(`${ref} is back where it was`);
    } catch (error) {
      toastError(`The move of ${ref} was not taken back`, error);
    }
  };
  notifications.show({
    id,
    message: (
      <span style={{ display: 'flex', alignItems: 'center', gap: 12 }}>
        {words}
        <Button size="small" icon="backout" onClick={() => void back()}>
          {way.word}
        </Button>
      </span>
    ),
    autoClose: STAYS_MS,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close' },
  });
}
