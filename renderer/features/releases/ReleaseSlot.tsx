import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc } from '#renderer/lib/client.ts';
import { formatDateTime, formatDuration, formatTime, formatZone } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Section } from '#renderer/ui/Page.tsx';
import { toastError } from '#renderer/ui/toast.ts';
import type { ReleaseDetail } from '#shared/contract/releases.ts';
import { BookDialog } from './BookDialog.tsx';
import css from './ReleaseScreen.module.css';

/** When the release goes out, and the window that holds it. */
export function ReleaseSlot({ release }: { readonly release: ReleaseDetail }) {
  const zone = useZone();
  const [booking, setBooking] = useState(false);
  const unbook = useMutation(
    orpc.releases.unbook.mutationOptions({
      onError: (error) => toastError('The booking was not given up', error),
    }),
  );
  const { slot, state } = release;
  const open = ['Planning', 'Build', 'Testing', 'Awaiting approval', 'Scheduled'].includes(state);
  return (
    <Section title="Slot">
      {slot ? (
        <div className={css.slot}>
          <b>
            {formatDateTime(slot.start.at, zone)} to {formatTime(slot.end.at, zone)}{' '}
            {formatZone(zone, slot.start.at)}
          </b>
          <span>{formatDuration(slot.end.at - slot.start.at)}</span>
          <span>
            {slot.windowId === null
              ? 'Free time, outside any window'
              : `Window ${formatTime(slot.windowStartsAt, zone)} to ${formatTime(slot.windowEndsAt, zone)}`}
            {slot.protectionEndsAt > slot.windowEndsAt
              ? `, protected to ${formatTime(slot.protectionEndsAt, zone)}`
              : ''}
          </span>
        </div>
      ) : (
        <p className="t2">Not booked. A release goes out in a maintenance window.</p>
      )}
      {open && (
        <div className={css.bar}>
          <Button variant={slot ? 'default' : 'primary'} icon="calendar" onClick={() => setBooking(true)}>
            {slot ? 'Move' : 'Book a window'}
          </Button>
          {slot && (
            <Button
              variant="quiet"
              disabled={unbook.isPending}
              onClick={() => unbook.mutate({ id: release.id })}
            >
              Give up the slot
            </Button>
          )}
        </div>
      )}
      {booking && <BookDialog release={release} onClose={() => setBooking(false)} />}
    </Section>
  );
}
