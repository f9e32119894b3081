import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { expandDateTimes, formatCount } from '#renderer/lib/format.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import type { FreeSlot } from '#shared/contract/calendar.ts';
import type { Subject } from '#shared/contract/conflicts.ts';
import { BookSlot } from './BookSlot.tsx';
import css from './FindSlot.module.css';
import { SlotList } from './SlotList.tsx';
import { WishFields } from './WishFields.tsx';
import { EMPTY_WISH, slotQuestion, type Wish } from './wish.ts';

const TYPING_MS = 250;

/** Free times of the coming 90 days for what is asked, best first, each with why; or why there is none. */
export function FindSlotDialog(props: {
  readonly zone: string;
  /** What it is for, when that is settled; otherwise it can be chosen. */
  readonly subject?: Subject;
  readonly minutes?: number;
  /** Takes the time instead of booking it. */
  readonly onPick?: (slot: FreeSlot) => void;
  readonly onClose: () => void;
}) {
  const { zone, onPick, onClose } = props;
  const [wish, setWish] = useState<Wish>({
    ...EMPTY_WISH,
    subject: props.subject ?? null,
    minutes: props.minutes ?? EMPTY_WISH.minutes,
  });
  const [chosen, setChosen] = useState<FreeSlot | null>(null);
  const [settled] = useDebouncedValue(wish, TYPING_MS);
  const asked = slotQuestion(settled);
  const slots = useQuery({
    ...orpc.calendar.slots.queryOptions({
      input: asked.ok ? asked.question : { minutes: 1 },
      meta: { topics: ['calendar', 'people', 'catalogue'] },
    }),
    enabled: asked.ok,
    placeholderData: keepPreviousData,
  });
  // The list still answers the question before this one.
  const old = settled !== wish || slots.isPlaceholderData;
  return (
    <Dialog title="Find a slot" opened onClose={onClose} width={720}>
      <WishFields
        wish={wish}
        choosesSubject={props.subject === undefined}
        onChange={(part) => {
          setChosen(null);
          setWish((before) => ({ ...before, ...part }));
        }}
      />
      {asked.ok ? (
        <QueryState query={slots} what="The list of free times">
          {({ slots: found, none }) => (
            <section className={css.found} aria-label="Free times" aria-busy={old || slots.isFetching}>
              <p role="status" className={css.count}>
                {found.length === 0
                  ? expandDateTimes(none, zone)
                  : `${formatCount(found.length, 'free time')} in the coming 90 days${found.length > 1 ? ', best first' : ''}`}
              </p>
              <SlotList
                slots={found}
                zone={zone}
                chosen={chosen}
                old={old}
                verb={onPick ? 'Take' : wish.subject === null ? null : 'Book'}
                onChoose={(slot) => {
                  if (onPick === undefined) setChosen(slot);
                  else {
                    onPick(slot);
                    onClose();
                  }
                }}
              >
                {chosen !== null && wish.subject !== null && (
                  <BookSlot
                    key={chosen.startsAt}
                    subject={wish.subject}
                    slot={chosen}
                    zone={zone}
                    onBooked={onClose}
                  />
                )}
              </SlotList>
              {wish.subject === null && found.length > 0 && (
                <p className={css.count}>Choose above what it is for, and a time can be booked here.</p>
              )}
            </section>
          )}
        </QueryState>
      ) : (
        <p className={css.count}>{asked.why}</p>
      )}
    </Dialog>
  );
}
