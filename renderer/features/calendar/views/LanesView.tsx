import { useElementSize } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { CSSProperties } from 'react';
import { arrangeLanes, type LaneKind, useCalendar } from '#renderer/features/calendar/calendarStore.ts';
import { weekNumber } from '#renderer/features/calendar/layout.ts';
import { useCatalogue } from '#renderer/features/catalogue/useCatalogue.ts';
import { usePeople } from '#renderer/features/people/usePeople.ts';
import { formatCount, formatDate, formatLongDate } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { classNames } from '#renderer/ui/classNames.ts';
import { Segmented } from '#renderer/ui/Fields.tsx';
import { LaneLine } from './LaneLine.tsx';
import css from './LanesView.module.css';
import { laneRowsOf } from './laneRows.ts';
import { usePaper } from './usePaper.ts';
import type { ViewProps } from './viewProps.ts';

const NAME_PX = 180;
const SHORT_NAME_PX = 110;
const NARROW_PX = 800;
const MIN_DAY_PX = 64;
/** Below it the month does not stand beside the day. */
const NARROW_DAY_PX = 90;
const KINDS = [
  { value: 'service', label: 'Services' },
  { value: 'team', label: 'Teams' },
  { value: 'environment', label: 'Environments' },
] as const;
const LENGTHS = [
  { value: '1', label: 'One week' },
  { value: '2', label: 'Two weeks' },
] as const;
const NOUNS = {
  service: ['service', 'services'],
  team: ['team', 'teams'],
  environment: ['environment', 'environments'],
} as const;

/** A lane per service, team or environment over one or two weeks: what is booked on it, and the windows it has. */
export function LanesView(props: ViewProps) {
  const { zone, selected, now } = props;
  const { lanesBy, laneWeeks, emptyLanes } = useCalendar();
  const things = useThings(lanesBy);
  const screen = useElementSize();
  const paper = usePaper();
  const days = props.weeks.flat();
  const { rows, empty } = laneRowsOf({ by: lanesBy, things, data: props.data, hidden: props.hidden, days });
  const lanes = emptyLanes ? [...rows, ...empty] : rows;
  const width = paper?.width ?? screen.width;
  const namePx = width < NARROW_PX ? SHORT_NAME_PX : NAME_PX;
  const dayPx = Math.max(MIN_DAY_PX, (width - namePx) / days.length);
  const room = {
    '--name': `${namePx}px`,
    minWidth: paper ? 0 : namePx + days.length * MIN_DAY_PX,
  } as CSSProperties;
  const [one, many] = NOUNS[lanesBy];
  return (
    <div className={css.screen}>
      <div className={css.choices}>
        <Segmented
          label="Lanes for"
          options={KINDS}
          value={lanesBy}
          onChange={(by) => arrangeLanes({ lanesBy: by })}
        />
        <Segmented
          label="Length"
          options={LENGTHS}
          value={laneWeeks === 1 ? '1' : '2'}
          onChange={(weeks) => arrangeLanes({ laneWeeks: weeks === '1' ? 1 : 2 })}
        />
        {empty.length > 0 && (
          <Button
            variant="quiet"
            aria-expanded={emptyLanes}
            onClick={() => arrangeLanes({ emptyLanes: !emptyLanes })}
          >
            {emptyLanes ? 'Fold' : 'Show'}{' '}
            {formatCount(empty.length, `${one} without bookings`, `${many} without bookings`)}
          </Button>
        )}
      </div>
      <div className={css.scroll} ref={screen.ref}>
        <div className={css.inside} style={room}>
          <div className={css.head}>
            <span className={css.weeks}>{weekNumbers(props.weeks)}</span>
            {days.map((day) => (
              <button
                key={day.date}
                type="button"
                data-day={day.date}
                tabIndex={day.date === selected ? 0 : -1}
                aria-label={formatLongDate(day.startsAt, zone)}
                aria-current={now >= day.startsAt && now < day.endsAt ? 'date' : undefined}
                className={classNames(day.date === selected && css.selected)}
                onFocus={() => props.onSelect(day.date)}
                onClick={() => props.onOpen(day.date)}
              >
                {dayPx < NARROW_DAY_PX ? narrowDate(day.startsAt, zone) : formatDate(day.startsAt, zone)}
              </button>
            ))}
          </div>
          {screen.width > 0 &&
            lanes.map((row) => (
              <LaneLine
                key={row.id}
                row={row}
                days={days}
                dayPx={dayPx}
                zone={zone}
                now={now}
                onOccurrence={props.onOccurrence}
              />
            ))}
          {lanes.length === 0 && (
            <p className={css.empty}>
              {things.length === 0 ? (
                <>
                  No {one} is known yet. {lanesBy === 'team' ? 'Teams' : 'Services and environments'} are
                  added in{' '}
                  <Link to="/settings" hash={lanesBy === 'team' ? 'people' : 'services'}>
                    Settings
                  </Link>
                  .
                </>
              ) : (
                `No booking and no window of its own lies on any ${one} in these days.`
              )}
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

/** `Thu 11`. */
function narrowDate(at: number, zone: string): string {
  return formatDate(at, zone).split(' ', 2).join(' ');
}

/** `W6`, `W6 and W7`. */
function weekNumbers(weeks: ViewProps['weeks']): string {
  return weeks.flatMap(([monday]) => (monday ? [`W${weekNumber(monday.date)}`] : [])).join(' and ');
}

function useThings(by: LaneKind): readonly { readonly id: string; readonly name: string }[] {
  const catalogue = useCatalogue();
  const people = usePeople();
  switch (by) {
    case 'service':
      return catalogue.data?.services ?? [];
    case 'environment':
      return catalogue.data?.environments ?? [];
    case 'team':
      return people.data?.teams ?? [];
  }
}
