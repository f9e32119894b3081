import { useState } from 'react';
import type { Day } from '#renderer/features/calendar/layout.ts';
import { formatCount, formatLongDate } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import type { Occurrence } from '#shared/contract/calendar.ts';
import type { Conflict } from '#shared/contract/conflicts.ts';
import { AgendaLine } from './AgendaLine.tsx';
import css from './AgendaView.module.css';
import type { AgendaEntry } from './agenda.ts';
import { clockChange } from './hours.ts';

const FIRST_SHOWN = 60;

/** One day of the agenda. A very full one shows its first lines and a button for the rest. */
export function AgendaDaySection(props: {
  readonly day: Day;
  readonly entries: readonly AgendaEntry[];
  readonly conflictsByRef: ReadonlyMap<string, readonly Conflict[]>;
  readonly zone: string;
  readonly now: number;
  readonly className: string;
  readonly onOpen: (date: string) => void;
  readonly onOccurrence: (occurrence: Occurrence) => void;
}) {
  const { day, entries, zone } = props;
  const [all, setAll] = useState(false);
  const shown = all ? entries : entries.slice(0, FIRST_SHOWN);
  const change = clockChange(day, zone);
  const title = formatLongDate(day.startsAt, zone);
  return (
    <section className={props.className} data-date={day.date} aria-label={title}>
      <h2>
        {title}
        {props.now >= day.startsAt && props.now < day.endsAt && <span className={css.today}>today</span>}
        {change !== '' && <small>{change}</small>}
      </h2>
      {entries.length === 0 && <p className={css.none}>Nothing on this day.</p>}
      <ul>
        {shown.map((entry) => (
          <AgendaLine
            key={entry.key}
            entry={entry}
            day={day}
            zone={zone}
            conflicts={entry.kind === 'booking' ? (props.conflictsByRef.get(entry.booking.ref) ?? []) : []}
            onOpen={() => props.onOpen(day.date)}
            onOccurrence={props.onOccurrence}
          />
        ))}
      </ul>
      {shown.length < entries.length && (
        <Button size="small" onClick={() => setAll(true)}>
          Show {formatCount(entries.length - shown.length, 'more line')}
        </Button>
      )}
    </section>
  );
}
