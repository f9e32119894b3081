import { formatZone } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import css from './CalendarFoot.module.css';
import { type Filter, isNarrowed, NO_FILTER, narrow } from './calendarStore.ts';
import { Legend } from './Legend.tsx';
import type { Clock } from './useClockChoice.ts';

/** Foot of the calendar: what it is narrowed to, how the axis is read, what the shapes mean, and the other zones. */
export function CalendarFoot(props: {
  readonly clock: Clock;
  readonly next: Clock;
  readonly onClock: () => void;
  readonly at: number;
  readonly filter: Filter;
  readonly nameOf: (id: string) => string;
  /** The marks stand on an axis; false in the agenda. */
  readonly axis: boolean;
}) {
  const { clock, next, at } = props;
  const zoneWords = ({ zone, choice }: Clock) =>
    `${formatZone(zone, at)}${choice === 'mine' ? ' (your zone)' : ''}`;
  return (
    <footer className={css.foot}>
      <span>{filterWords(props.filter, props.nameOf)}</span>
      {isNarrowed(props.filter) && (
        <Button size="small" variant="quiet" onClick={() => narrow(NO_FILTER)}>
          Show everything
        </Button>
      )}
      <span>
        {props.axis ? `Each day runs 00:00 to 24:00 ${zoneWords(clock)}` : `Times are ${zoneWords(clock)}`}
        {props.axis && <span className={css.longer}>; marks stand at their hour</span>}
      </span>
      <span className={css.grow} />
      <Legend className={css.legend} />
      <span>
        <StateGlyph state="ready" /> booked
      </span>
      <span>
        <StateGlyph state="planned" /> tentative
      </span>
      <span>
        <StateGlyph state="done" /> done
      </span>
      <span>
        <StateGlyph state="blocked" /> waits for an exception
      </span>
      {next.zone !== clock.zone && (
        <Button size="small" variant="quiet" keyCap="z" title={next.whose} onClick={props.onClock}>
          Show {formatZone(next.zone, at)}
        </Button>
      )}
    </footer>
  );
}

/** `Production, all services`: environments, teams and services that the calendar is narrowed to. */
function filterWords(filter: Filter, nameOf: (id: string) => string): string {
  const list = (ids: readonly string[], all: string) =>
    ids.length === 0
      ? all
      : ids
          .map(nameOf)
          .filter((name) => name !== '')
          .join(', ');
  const words = [
    list(filter.environmentIds, ''),
    list(filter.serviceIds, 'all services'),
    list(filter.teamIds, ''),
  ]
    .filter((part) => part !== '')
    .join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
