import { create } from 'zustand';
import { moveDate } from './layout.ts';

export type CalendarView = 'month' | 'week';
export type Layer = 'allow' | 'deny' | 'inform' | 'release' | 'change';

export const LAYERS: readonly { readonly layer: Layer; readonly name: string }[] = [
  { layer: 'allow', name: 'Maintenance windows' },
  { layer: 'deny', name: 'Freezes' },
  { layer: 'inform', name: 'Business events' },
  { layer: 'release', name: 'Releases' },
  { layer: 'change', name: 'Changes' },
];

type CalendarState = {
  readonly view: CalendarView;
  /** Selected day; null = today, also when today moves on. */
  readonly date: string | null;
  readonly utc: boolean;
  readonly hidden: readonly Layer[];
};

/** Where the person left the calendar; kept while the window is open. */
export const useCalendar = create<CalendarState>(() => ({
  view: 'month',
  date: null,
  utc: false,
  hidden: [],
}));

/** Selects a day, or today. */
export function selectDay(date: string | null): void {
  useCalendar.setState({ date });
}

export function showView(view: CalendarView): void {
  useCalendar.setState({ view });
}

/** Goes one month or week on (1) or back (-1) from a day. */
export function turnPage(from: string, by: 1 | -1): void {
  const { view } = useCalendar.getState();
  selectDay(moveDate(from, view === 'month' ? { months: by } : { days: 7 * by }));
}

export function toggleUtc(): void {
  useCalendar.setState(({ utc }) => ({ utc: !utc }));
}

export function toggleLayer(layer: Layer): void {
  useCalendar.setState(({ hidden }) => ({
    hidden: hidden.includes(layer) ? hidden.filter((l) => l !== layer) : [...hidden, layer],
  }));
}
