import { formatDateTime } from '#renderer/lib/format.ts';
import { classNames } from '#renderer/ui/classNames.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import css from './EventMark.module.css';
import type { Placed } from './lanes.ts';
import type { EventItem } from './rowItems.ts';

/** A CAB meeting or a time of a train: its glyph at its hour and its words. Opens its day. */
export function EventMark(props: {
  readonly placed: Placed<EventItem>;
  /** Days of the row. */
  readonly count: number;
  readonly topPx: number;
  readonly zone: string;
  readonly onOpen: (at: number) => void;
}) {
  const { placed, count } = props;
  const { event } = placed.item;
  const share = (x: number) => `${(x / count) * 100}%`;
  const before = placed.label === 'before';
  const when = formatDateTime(event.startsAt, props.zone);
  return (
    <button
      type="button"
      className={classNames(css.event, before && css.before)}
      title={`${event.text}, ${when}`}
      style={{
        top: props.topPx,
        maxWidth: placed.labelPx,
        ...(before ? { right: share(count - placed.from) } : { left: share(placed.from) }),
      }}
      onClick={() => props.onOpen(event.startsAt)}
    >
      <Icon name={event.icon} size={14} />
      <span className="cut">{event.text}</span>
      <span className="sr">, {when}</span>
    </button>
  );
}
