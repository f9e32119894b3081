import { useQuery } from '@tanstack/react-query';
import { orpc } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import type { Booking } from '#shared/contract/calendar.ts';
import { MINUTE } from '#shared/domain/time.ts';
import css from './MoveCard.module.css';
import { type Moving, moveInstead } from './movingStore.ts';
import { shiftSpan } from './target.ts';

/** A change aboard a release moves with it: names the release and offers to move that, by as much. */
export function RidesNote(props: { readonly moving: Moving; readonly bookings: readonly Booking[] }) {
  const { booking, target, phase } = props.moving;
  const release = useQuery({
    ...orpc.releases.get.queryOptions({
      input: { key: booking.releaseId ?? '-' },
      meta: { topics: ['releases'] },
    }),
    enabled: booking.releaseId !== null,
  }).data;
  if (release === undefined) return null;
  const shown = props.bookings.find((one) => one.id === release.id);
  const { slot } = release;
  const instead: Booking | undefined =
    shown ??
    (slot === null
      ? undefined
      : {
          ...booking,
          kind: 'release',
          id: release.id,
          ref: release.ref,
          title: release.name,
          state: release.state,
          startsAt: slot.start.at,
          endsAt: slot.end.at,
          releaseId: null,
          rides: false,
        });
  const minutes = (target.startsAt - booking.startsAt) / MINUTE;
  return (
    <p className={css.rides}>
      Moves with {release.ref} {release.name}.
      {phase !== 'carried' && instead !== undefined && minutes !== 0 && (
        <Button size="small" onClick={() => moveInstead(instead, shiftSpan(instead, { minutes }, 'UTC'))}>
          Move {release.ref} instead
        </Button>
      )}
    </p>
  );
}
