import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { AgendaView } from '#renderer/features/calendar/views/AgendaView.tsx';
import { DayView } from '#renderer/features/calendar/views/DayView.tsx';
import { LanesView } from '#renderer/features/calendar/views/LanesView.tsx';
import type { ViewProps } from '#renderer/features/calendar/views/viewProps.ts';
import { WeeksView } from '#renderer/features/calendar/views/WeeksView.tsx';
import { OccurrenceDialog } from '#renderer/features/calendar/windows/OccurrenceDialog.tsx';
import { WindowsPanel } from '#renderer/features/calendar/windows/WindowsPanel.tsx';
import { useNames } from '#renderer/features/changes/names.ts';
import { orpc } from '#renderer/lib/client.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { dayKey, formatNumber } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ErrorPanel } from '#renderer/ui/ErrorPanel.tsx';
import type { Occurrence } from '#shared/contract/calendar.ts';
import { CalendarBar } from './CalendarBar.tsx';
import { CalendarFoot } from './CalendarFoot.tsx';
import css from './CalendarScreen.module.css';
import { CalendarTools } from './CalendarTools.tsx';
import { selectDay, useCalendar } from './calendarStore.ts';
import { DayPanel } from './DayPanel.tsx';
import { MovingLayer } from './moving/MovingLayer.tsx';
import { periodOf, titleOf } from './period.ts';
import { FindSlotButton } from './slots/FindSlotButton.tsx';
import { useCalendarAddress } from './useCalendarAddress.ts';
import { useCalendarKeys } from './useCalendarKeys.ts';
import { useCalendarRange } from './useCalendarRange.ts';
import { useClockChoice } from './useClockChoice.ts';
import { useNextConflict } from './useNextConflict.ts';

/** The calendar in five views over one range of days, in the zone that is chosen. */
export function CalendarScreen() {
  useCalendarAddress();
  const { view, date, hidden, filter, laneWeeks } = useCalendar();
  const { clock, next, cycle } = useClockChoice();
  const { zone } = clock;
  const now = useMinute();
  const { nameOf } = useNames();
  const selected = date ?? dayKey(now, zone);
  const weeks = periodOf(view, selected, zone, laneWeeks);
  const from = weeks[0]?.[0]?.startsAt ?? now;
  const until = weeks.at(-1)?.at(-1)?.endsAt ?? now;
  const range = useCalendarRange(weeks, filter);
  const rules = useQuery(orpc.calendar.windows.queryOptions({ meta: { topics: ['calendar'] } }));
  const [openDay, setOpenDay] = useState<string | null>(null);
  const [windowsOpen, setWindowsOpen] = useState(false);
  const [occurrence, setOccurrence] = useState<Occurrence | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const selectedAt = weeks.flat().find((day) => day.date === selected)?.startsAt ?? from;
  const onNextConflict = useNextConflict({
    data: range.data,
    pending: range.pending,
    filter,
    zone,
    selectedAt,
    until,
    grid,
  });
  useCalendarKeys({ selected, grid, onOpen: setOpenDay, onClock: cycle, onNextConflict });

  return (
    <div className={css.screen}>
      <CalendarBar title={titleOf(view, weeks, selected, zone)} selected={selected} data={range.data}>
        <FindSlotButton zone={zone} />
        <CalendarTools onWindows={() => setWindowsOpen(true)} />
      </CalendarBar>
      {range.error ? (
        <div className={css.notice}>
          <ErrorPanel
            what="The calendar could not be read"
            means={errorSentence(range.error)}
            actions={<Button onClick={range.refetch}>Try again</Button>}
          />
        </div>
      ) : null}
      {rules.data?.length === 0 && (
        <p className={css.notice}>
          No maintenance window or freeze is known yet; without one, a release can be booked at any time.{' '}
          <Button size="small" icon="plus" onClick={() => setWindowsOpen(true)}>
            Add a window or freeze
          </Button>
        </p>
      )}
      {range.more > 0 && (
        <p className={css.notice}>
          {formatNumber(range.more)} more bookings lie in these weeks than can be drawn at once. A filter
          under Layers, or the table of changes, shows them.
        </p>
      )}
      <div className={css.view} ref={grid} aria-busy={range.pending}>
        <View
          weeks={weeks}
          data={range.data}
          hidden={hidden}
          zone={zone}
          now={now}
          selected={selected}
          nameOf={nameOf}
          onSelect={selectDay}
          onOpen={setOpenDay}
          onOccurrence={setOccurrence}
        />
      </div>
      <MovingLayer data={range.data} zone={zone} wholeDays={view === 'month'} />
      <CalendarFoot
        clock={clock}
        next={next}
        onClock={cycle}
        at={from}
        filter={filter}
        nameOf={nameOf}
        axis={view !== 'agenda'}
      />
      <DayPanel
        date={openDay}
        zone={zone}
        data={range.data}
        onClose={() => setOpenDay(null)}
        onOccurrence={(one) => {
          setOpenDay(null);
          setOccurrence(one);
        }}
      />
      {occurrence && <OccurrenceDialog occurrence={occurrence} onClose={() => setOccurrence(null)} />}
      <WindowsPanel opened={windowsOpen} onClose={() => setWindowsOpen(false)} zone={zone} />
    </div>
  );
}

function View(props: ViewProps) {
  const { view } = useCalendar();
  switch (view) {
    case 'month':
      return <WeeksView {...props} month={props.selected.slice(0, 7)} />;
    case 'week':
      return <WeeksView {...props} month={null} />;
    case 'day':
      return <DayView {...props} />;
    case 'agenda':
      return <AgendaView {...props} />;
    case 'lanes':
      return <LanesView {...props} />;
  }
}
