import { useElementSize } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc } from '#renderer/lib/client.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { useKeys } from '#renderer/lib/keyboard.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ErrorPanel } from '#renderer/ui/ErrorPanel.tsx';
import { CalendarBar } from './CalendarBar.tsx';
import { CalendarFoot } from './CalendarFoot.tsx';
import css from './CalendarScreen.module.css';
import { selectDay, showView, toggleUtc, turnPage, useCalendar } from './calendarStore.ts';
import { DayPanel } from './DayPanel.tsx';
import { dateAt, monthOf, moveDate, weekOf } from './layout.ts';

import { useCalendarRange } from './useCalendarRange.ts';
import { WeekRow } from './WeekRow.tsx';
import { WindowsPanel } from './WindowsPanel.tsx';

const GUTTER_PX = 70;
const MIN_ROW_PX = 108;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Month and week: time runs from left to right, work stands at its hour, windows and freezes lie underneath. */
export function CalendarScreen() {
  const home = useZone();
  const { view, date, utc, hidden } = useCalendar();
  const zone = utc ? 'UTC' : home;
  const now = useMinute();
  const selected = date ?? dateAt(now, zone);
  const weeks = view === 'month' ? monthOf(selected, zone) : [weekOf(selected, zone)];
  const from = weeks[0]?.[0]?.startsAt ?? now;
  const range = useCalendarRange(weeks);
  const rules = useQuery(orpc.calendar.windows.queryOptions({ meta: { topics: ['calendar'] } }));
  const [openDay, setOpenDay] = useState<string | null>(null);
  const [windowsOpen, setWindowsOpen] = useState(false);
  const size = useElementSize();
  const grid = useRef<HTMLDivElement>(null);

  const move = (by: { days?: number; months?: number }) => {
    const hadFocus = grid.current?.contains(document.activeElement) ?? false;
    const target = moveDate(selected, by);
    selectDay(target);
    if (!hadFocus) return;
    // The new day's button exists only after the page has drawn it.
    requestAnimationFrame(() =>
      grid.current?.querySelector<HTMLButtonElement>(`[data-day="${target}"]`)?.focus(),
    );
  };

  useKeys('Calendar', [
    { keys: 'ArrowLeft', does: 'The day before', run: () => move({ days: -1 }) },
    { keys: 'ArrowRight', does: 'The day after', run: () => move({ days: 1 }) },
    { keys: 'ArrowUp', does: 'A week back', run: () => move({ days: -7 }) },
    { keys: 'ArrowDown', does: 'A week on', run: () => move({ days: 7 }) },
    { keys: 'PageUp', does: 'Previous month or week', run: () => turnPage(selected, -1) },
    { keys: 'PageDown', does: 'Next month or week', run: () => turnPage(selected, 1) },
    { keys: 'Enter', does: 'Open the selected day', run: () => setOpenDay(selected) },
    { keys: 't', does: 'Today', run: () => selectDay(null) },
    { keys: 'm', does: 'Month', run: () => showView('month') },
    { keys: 'w', does: 'Week', run: () => showView('week') },
    { keys: 'z', does: 'Home zone or UTC', run: toggleUtc },
  ]);

  const dayPx = Math.max(60, (size.width - GUTTER_PX) / 7);
  const rowPx = Math.max(MIN_ROW_PX, Math.floor(size.height / weeks.length));
  return (
    <div className={css.screen}>
      <CalendarBar weeks={weeks} selected={selected} zone={zone} onWindows={() => setWindowsOpen(true)} />
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
      <div className={css.scroll} ref={grid}>
        <div className={css.weekdays} aria-hidden="true">
          <span />
          {WEEKDAYS.map((day) => (
            <span key={day}>{day}</span>
          ))}
        </div>
        <div className={css.weeks} ref={size.ref}>
          {size.width > 0 &&
            weeks.map((days, index) => (
              <WeekRow
                key={days[0]?.date}
                days={days}
                dayPx={dayPx}
                heightPx={rowPx}
                occurrences={range.occurrences}
                bookings={range.bookings}
                hidden={hidden}
                zone={zone}
                now={now}
                selected={selected}
                isFirst={index === 0}
                month={view === 'month' ? selected.slice(0, 7) : null}
                onSelect={selectDay}
                onOpen={setOpenDay}
              />
            ))}
        </div>
      </div>
      <CalendarFoot zone={zone} home={home} at={from} />
      <DayPanel
        date={openDay}
        zone={zone}
        occurrences={range.occurrences}
        bookings={range.bookings}
        onClose={() => setOpenDay(null)}
      />
      <WindowsPanel opened={windowsOpen} onClose={() => setWindowsOpen(false)} zone={home} />
    </div>
  );
}
