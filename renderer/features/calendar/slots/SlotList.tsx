import { type ReactNode, useState } from 'react';
import { spanWords } from '#renderer/features/calendar/moving/movingWords.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { expandDateTimes, formatCount } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { FreeSlot } from '#shared/contract/calendar.ts';
import css from './FindSlot.module.css';

const FIRST_SHOWN = 10;

/** Free times in their order, each with why it stands there and whether a soft rule stands against it. Children stand under the chosen one. */
export function SlotList(props: {
  readonly slots: readonly FreeSlot[];
  readonly zone: string;
  readonly chosen: FreeSlot | null;
  /** True while another question is being answered: none of these can be chosen. */
  readonly old: boolean;
  /** What choosing one is called; null = they are only shown. */
  readonly verb: string | null;
  readonly onChoose: (slot: FreeSlot) => void;
  readonly children?: ReactNode;
}) {
  const { slots, zone, verb } = props;
  const now = useMinute();
  const [all, setAll] = useState(false);
  const shown = all ? slots : slots.slice(0, FIRST_SHOWN);
  return (
    <>
      <ol className={css.slots}>
        {shown.map((slot) => (
          <li
            key={`${slot.startsAt} ${slot.windowId}`}
            data-soft={slot.soft || undefined}
            aria-current={slot.startsAt === props.chosen?.startsAt || undefined}
          >
            <div className={css.slot}>
              <div>
                <b>
                  {slot.soft && <StateGlyph state="late" size={12} />} {spanWords(slot, zone, now)}
                </b>
                <p>
                  {slot.soft && 'Against a soft rule. '}
                  {expandDateTimes(slot.why, zone)}
                </p>
              </div>
              {verb !== null && (
                <Button size="small" disabled={props.old} onClick={() => props.onChoose(slot)}>
                  {verb}
                  <span className="sr"> {spanWords(slot, zone, now)}</span>
                </Button>
              )}
            </div>
            {slot.startsAt === props.chosen?.startsAt && props.children}
          </li>
        ))}
      </ol>
      {slots.length > shown.length && (
        <Button size="small" onClick={() => setAll(true)}>
          Show {formatCount(slots.length - shown.length, 'more time')}
        </Button>
      )}
    </>
  );
}
