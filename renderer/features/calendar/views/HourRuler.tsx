import type { Day } from '#renderer/features/calendar/layout.ts';
import { formatZone } from '#renderer/lib/format.ts';
import { classNames } from '#renderer/ui/classNames.ts';
import css from './DayView.module.css';
import { hourTicks } from './hours.ts';

/** The hours of one day as its clock shows them; where it jumps or goes back, the tick says so. */
export function HourRuler(props: { readonly day: Day; readonly zone: string; readonly widthPx: number }) {
  const { day, zone } = props;
  const ticks = hourTicks(day, zone);
  const changes = ticks.some(({ mark }) => mark !== 'plain');
  const every = props.widthPx / ticks.length < 34 ? 2 : 1;
  return (
    <ol className={css.ruler} aria-label="Hours">
      {ticks.map(({ at, x, hour, mark }) => (
        <li
          key={at}
          className={classNames(mark !== 'plain' && css.change)}
          style={{ left: `${x * 100}%` }}
          hidden={hour % every !== 0 && mark === 'plain'}
        >
          {String(hour).padStart(2, '0')}
          {changes && mark !== 'plain' && (
            <small>
              {mark === 'again' ? 'again, ' : 'after the jump, '}
              {formatZone(zone, at)}
            </small>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Lines of the hours behind the marks. */
export function HourLines({ day, zone }: { readonly day: Day; readonly zone: string }) {
  return hourTicks(day, zone).map(({ at, x, mark }) => (
    <span
      key={at}
      aria-hidden="true"
      className={classNames(css.line, mark !== 'plain' && css.changeLine)}
      style={{ left: `${x * 100}%` }}
    />
  ));
}
