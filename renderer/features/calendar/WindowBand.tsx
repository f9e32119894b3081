import { formatDate, formatTime } from '#renderer/lib/format.ts';
import { classNames } from '#renderer/ui/classNames.ts';
import type { Occurrence } from '#shared/contract/calendar.ts';
import { type Day, xIn } from './layout.ts';
import css from './WeekRow.module.css';

/** The ground a window, freeze or event lays under the days: tint, hatch or dots, from its start to its end. */
export function WindowBand(props: {
  readonly occurrence: Occurrence;
  readonly days: readonly Day[];
  readonly zone: string;
  readonly topPx: number;
}) {
  const { occurrence: o, days, zone } = props;
  const from = xIn(days, o.startsAt);
  const share = (x: number) => `${(x / days.length) * 100}%`;
  const cutLeft = o.startsAt < (days[0]?.startsAt ?? 0);
  const cutRight = o.endsAt > (days.at(-1)?.endsAt ?? 0);
  return (
    <>
      <span
        aria-hidden="true"
        className={classNames(css.band, css[o.kind], cutLeft && css.cutLeft, cutRight && css.cutRight)}
        style={{ left: share(from), width: share(xIn(days, o.endsAt) - from), top: props.topPx - 2 }}
        title={`${o.name}: ${formatDate(o.startsAt, zone)} ${formatTime(o.startsAt, zone)} to ${formatTime(o.endsAt, zone)}`}
      />
      {o.kind === 'allow' && o.protectionEndsAt > o.endsAt && !cutRight && (
        <span
          aria-hidden="true"
          className={classNames(css.band, css.protection)}
          style={{
            left: share(xIn(days, o.endsAt)),
            width: share(xIn(days, o.protectionEndsAt) - xIn(days, o.endsAt)),
            top: props.topPx - 2,
          }}
        />
      )}
    </>
  );
}
