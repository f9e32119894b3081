import { useElementSize } from '@mantine/hooks';
import { usePaper } from './usePaper.ts';
import type { ViewProps } from './viewProps.ts';
import { WeekRow } from './WeekRow.tsx';
import css from './WeeksView.module.css';

const GUTTER_PX = 70;
const MIN_ROW_PX = 120;
/** On paper nothing is pressed, and six weeks fit on one sheet. */
const MIN_PAPER_ROW_PX = 100;
const MIN_DAY_PX = 80;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Month and week: a row per week; time runs from left to right and work stands at its hour. */
export function WeeksView(props: ViewProps & { readonly month: string | null }) {
  const { weeks, month, ...view } = props;
  const screen = useElementSize();
  const paper = usePaper();
  const { width, height } = paper ?? screen;
  const rowPx = Math.max(paper ? MIN_PAPER_ROW_PX : MIN_ROW_PX, Math.floor(height / weeks.length));
  return (
    <div className={css.scroll}>
      <div className={css.weekdays} aria-hidden="true">
        <span />
        {WEEKDAYS.map((day) => (
          <span key={day}>{day}</span>
        ))}
      </div>
      <div className={css.weeks} ref={screen.ref}>
        {width > 0 &&
          weeks.map((days) => (
            <WeekRow
              key={days[0]?.date}
              {...view}
              days={days}
              dayPx={Math.max(MIN_DAY_PX, (width - GUTTER_PX) / 7)}
              heightPx={rowPx}
              month={month}
            />
          ))}
      </div>
    </div>
  );
}
