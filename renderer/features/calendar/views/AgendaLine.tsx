import { Link } from '@tanstack/react-router';
import type { Day } from '#renderer/features/calendar/layout.ts';
import { WindowSwatch } from '#renderer/features/calendar/WindowSwatch.tsx';
import { clockWords, kindWords, spanWords } from '#renderer/features/calendar/windowWords.ts';
import { classNames } from '#renderer/ui/classNames.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Booking, Occurrence } from '#shared/contract/calendar.ts';
import type { Conflict } from '#shared/contract/conflicts.ts';
import { isSettled } from '#shared/domain/conflicts/records.ts';
import { minutesText } from '#shared/domain/wording.ts';
import css from './AgendaView.module.css';
import type { AgendaEntry } from './agenda.ts';
import { bookingGlyph } from './bookingGlyph.ts';
import { conflictEdge, conflictWords } from './conflictWords.ts';

/** One line of the agenda or of a day's panel: time, kind, name, state, conflicts. */
export function AgendaLine(props: {
  readonly entry: AgendaEntry;
  readonly day: Day;
  readonly zone: string;
  readonly conflicts: readonly Conflict[];
  /** Opens the day of an event; without it the event's line only says what it is. */
  readonly onOpen?: () => void;
  readonly onOccurrence: (occurrence: Occurrence) => void;
}) {
  const { entry, day, zone } = props;
  switch (entry.kind) {
    case 'window':
      return (
        <WindowLine
          occurrence={entry.occurrence}
          time={spanWords(entry.occurrence, day, zone)}
          onOpen={props.onOccurrence}
        />
      );
    case 'event':
      return (
        <li>
          <button
            type="button"
            className={css.line}
            data-line=""
            disabled={props.onOpen === undefined}
            onClick={props.onOpen}
          >
            <Time words={spanWords(entry.event, day, zone)} />
            <span className={css.kind}>
              <Icon name={entry.event.icon} size={14} /> {entry.event.kind === 'meeting' ? 'CAB' : 'Train'}
            </span>
            <span className={css.what}>{entry.event.text}</span>
          </button>
        </li>
      );
    case 'booking':
      return (
        <BookingLine
          booking={entry.booking}
          time={spanWords(entry.booking, day, zone)}
          conflicts={props.conflicts}
        />
      );
  }
}

function WindowLine(props: {
  readonly occurrence: Occurrence;
  readonly time: string;
  readonly onOpen: (occurrence: Occurrence) => void;
}) {
  const { occurrence: o } = props;
  const clock = clockWords(o);
  return (
    <li>
      <button type="button" className={css.line} data-line="" onClick={() => props.onOpen(o)}>
        <Time words={props.time} />
        <span className={css.kind}>
          <WindowSwatch kind={o.kind} /> {kindWords(o)}
        </span>
        <span className={css.what}>
          {o.name}
          {clock !== '' && <em className={css.clock}>{clock}</em>}
        </span>
      </button>
    </li>
  );
}

function BookingLine(props: {
  readonly booking: Booking;
  readonly time: string;
  readonly conflicts: readonly Conflict[];
}) {
  const { booking: b } = props;
  const glyph = bookingGlyph(b);
  const edge = conflictEdge(b);
  const open = props.conflicts.filter((conflict) => !isSettled(conflict));
  return (
    <li>
      <Link
        to={b.kind === 'release' ? '/release/$key' : '/change/$key'}
        params={{ key: b.ref }}
        className={classNames(css.line, edge === 'hard' && css.hard, edge === 'soft' && css.soft)}
        data-line=""
        data-booking={b.ref}
      >
        <Time words={props.time} />
        <span className={css.kind}>{b.kind === 'release' ? 'Release' : 'Change'}</span>
        <span className={css.what}>
          <span className="ref">{b.ref}</span> <bdi>{b.title}</bdi>
        </span>
        <span className={css.state}>
          <StateGlyph state={glyph} /> {b.state}
          {b.tentative ? ', tentative' : ''}
        </span>
        <span className={css.conflicts}>
          {edge !== null && <StateGlyph state={edge === 'hard' ? 'failed' : 'amber'} size={12} />}
          {conflictWords(b)}
          {open.map((one) => (
            <span key={one.key} className={css.conflict}>
              {one.what}
              {one.minutes > 0 ? `, ${minutesText(one.minutes)}` : ''}
              {one.other.ref === '' ? '' : `, ${one.other.ref}`}
            </span>
          ))}
        </span>
      </Link>
    </li>
  );
}

function Time({ words }: { readonly words: string }) {
  return <span className={css.time}>{words}</span>;
}
