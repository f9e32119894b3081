import type { Occurrence } from '#shared/contract/calendar.ts';
import css from './FreezePlate.module.css';
import type { Item, Placed } from './lanes.ts';
import type { PlateItem } from './rowItems.ts';

/** The words of a freeze, on a plain plate inside its hatching. */
export function FreezePlate(props: {
  readonly placed: Placed<Item>;
  readonly item: PlateItem;
  /** Days of the row. */
  readonly count: number;
  readonly topPx: number;
  readonly onOpen: (occurrence: Occurrence) => void;
}) {
  const { placed, item, count } = props;
  const share = (x: number) => `${(x / count) * 100}%`;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={css.plate}
      title={item.text}
      style={{
        top: props.topPx,
        maxWidth: placed.labelPx,
        ...(placed.label === 'before'
          ? { right: share(count - placed.from) }
          : { left: `calc(${share(placed.from)} + 10px)` }),
      }}
      onClick={() => props.onOpen(item.occurrence)}
    >
      {item.text}
    </button>
  );
}
