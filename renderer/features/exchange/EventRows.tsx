import { formatCount, formatZoneName } from '#renderer/lib/format.ts';
import type { IcsEvent } from '#shared/contract/exchange.ts';
import { dayAfter } from '#shared/domain/time.ts';
import css from './Exchange.module.css';

const CHANGES = { new: 'New', changed: 'Changed', same: 'As it is', refused: 'Refused' } as const;

/** The first events of a calendar file as they were understood. */
export function EventRows(props: { readonly events: readonly IcsEvent[]; readonly total: number }) {
  const { events } = props;
  if (events.length === 0) return null;
  const more = props.total - events.length;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={css.rows} aria-label="Events of the file" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th>Event</th>
              <th>From</th>
              <th>To</th>
              <th>Zone</th>
              <th>Repeats</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <tr key={`${event.line} ${event.uid}`}>
                <td title={event.name}>{event.name}</td>
                <td>{written(event.startLocal, event.allDay)}</td>
                <td>{event.allDay ? lastDay(event) : written(event.endLocal, false)}</td>
                <td>{formatZoneName(event.zone)}</td>
                <td title={event.rrule}>{event.rrule === '' ? 'once' : event.rrule}</td>
                <td>{CHANGES[event.change]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {more > 0 && <p className="t2">{formatCount(more, 'more event')} not shown.</p>}
    </>
  );
}

/** The end of whole days is written as the day after them. */
function lastDay({ startLocal, endLocal }: IcsEvent): string {
  return endLocal > startLocal ? dayAfter(endLocal, -1).slice(0, 10) : endLocal.slice(0, 10);
}

function written(local: string, allDay: boolean): string {
  return allDay ? local.slice(0, 10) : local.replace('T', ' ');
}
