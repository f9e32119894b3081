import { type Day, xIn } from '#renderer/features/calendar/layout.ts';
import { clockTag, clockWords, kindWords } from '#renderer/features/calendar/windowWords.ts';
import { formatDateTime } from '#renderer/lib/format.ts';
import { classNames } from '#renderer/ui/classNames.ts';
import type { Occurrence } from '#shared/contract/calendar.ts';
import css from './Band.module.css';

/** The ground a window, freeze or event lays under the days: tint, hatch or dots, from its start to its end. */
export function WindowBand(props: {
  readonly occurrence: Occurrence;
  readonly days: readonly Day[];
  readonly zone: string;
  readonly topPx: number;
  readonly onOpen: (occurrence: Occurrence) => void;
}) {
  const { occurrence: o, days, zone } = props;
  const from = xIn(days, o.startsAt);
  const to = xIn(days, o.endsAt);
  const share = (x: number) => `${(x / days.length) * 100}%`;
  const cutLeft = o.startsAt < (days[0]?.startsAt ?? 0);
  const cutRight = o.endsAt > (days.at(-1)?.endsAt ?? 0);
  const tag = clockTag(o);
  const clock = clockWords(o);
  const words = `${kindWords(o)}: ${o.name}, ${formatDateTime(o.startsAt, zone)} to ${formatDateTime(o.endsAt, zone)}${clock === '' ? '' : `. ${clock}`}`;
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        aria-label={words}
        title={words}
        className={classNames(css.band, css[o.kind], cutLeft && css.cutLeft, cutRight && css.cutRight)}
        style={{ left: share(from), width: share(to - from), top: props.topPx }}
        onClick={() => props.onOpen(o)}
      />
      {tag !== '' && (
        <span className={css.clock} style={{ left: share(from) }} aria-hidden="true">
          {tag}
        </span>
      )}
      {o.kind === 'allow' && o.protectionEndsAt > o.endsAt && !cutRight && (
        <span
          aria-hidden="true"
          className={classNames(css.band, css.protection)}
          style={{ left: share(to), width: share(xIn(days, o.protectionEndsAt) - to), top: props.topPx }}
        />
      )}
    </>
  );
}
