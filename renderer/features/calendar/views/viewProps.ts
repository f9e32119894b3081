import type { CalendarData, Layer } from '#renderer/features/calendar/calendarStore.ts';
import type { Day } from '#renderer/features/calendar/layout.ts';
import type { Occurrence } from '#shared/contract/calendar.ts';

/** What every view of the calendar is given. */
export type ViewProps = {
  /** The days shown, in rows of a week; the day view has one row of one day. */
  readonly weeks: readonly (readonly Day[])[];
  readonly data: CalendarData;
  readonly hidden: readonly Layer[];
  readonly zone: string;
  readonly now: number;
  readonly selected: string;
  /** Name of a service, environment or team by its id. */
  readonly nameOf: (id: string) => string;
  readonly onSelect: (date: string) => void;
  readonly onOpen: (date: string) => void;
  readonly onOccurrence: (occurrence: Occurrence) => void;
};
