import { create } from 'zustand';
import type { CalendarRange } from '#shared/contract/calendar.ts';
import type { EnvironmentId, ServiceId, TeamId } from '#shared/domain/ids.ts';
import { moveDate } from './layout.ts';
import { type CalendarView, type LaneWeeks, pageOf } from './period.ts';

export type Layer = 'allow' | 'deny' | 'inform' | 'release' | 'change' | 'meeting' | 'train';
/** Whose clock the calendar shows: the workspace's, that of the person at this device, or UTC. */
export type ClockChoice = 'home' | 'mine' | 'utc';
export type LaneKind = 'service' | 'team' | 'environment';
/** What the calendar is narrowed to; an empty list narrows nothing. */
export type Filter = {
  readonly serviceIds: readonly ServiceId[];
  readonly environmentIds: readonly EnvironmentId[];
  readonly teamIds: readonly TeamId[];
};
/** Everything that is drawn, as the range query answers it. */
export type CalendarData = {
  readonly [Part in Exclude<keyof CalendarRange, 'more'>]: Readonly<CalendarRange[Part]>;
};

export const LAYERS: readonly { readonly layer: Layer; readonly name: string }[] = [
  { layer: 'allow', name: 'Maintenance windows' },
  { layer: 'deny', name: 'Freezes' },
  { layer: 'inform', name: 'Business events' },
  { layer: 'release', name: 'Releases' },
  { layer: 'change', name: 'Changes' },
  { layer: 'meeting', name: 'CAB meetings' },
  { layer: 'train', name: 'Train departures' },
];

export const NO_FILTER: Filter = { serviceIds: [], environmentIds: [], teamIds: [] };

/** True when a filter narrows anything. */
export function isNarrowed({ serviceIds, environmentIds, teamIds }: Filter): boolean {
  return serviceIds.length + environmentIds.length + teamIds.length > 0;
}

type CalendarState = {
  readonly view: CalendarView;
  /** Selected day; null = today, also when today moves on. */
  readonly date: string | null;
  readonly clock: ClockChoice;
  readonly hidden: readonly Layer[];
  readonly filter: Filter;
  readonly lanesBy: LaneKind;
  readonly laneWeeks: LaneWeeks;
  /** Lanes with nothing on them are listed too. */
  readonly emptyLanes: boolean;
};

/** Where the person left the calendar; kept while the window is open. */
export const useCalendar = create<CalendarState>(() => ({
  view: 'month',
  date: null,
  clock: 'home',
  hidden: [],
  filter: NO_FILTER,
  lanesBy: 'service',
  laneWeeks: 1,
  emptyLanes: false,
}));

/** Selects a day, or today. */
export function selectDay(date: string | null): void {
  useCalendar.setState({ date });
}

export function showView(view: CalendarView): void {
  useCalendar.setState({ view });
}

/** Goes one page of the view on (1) or back (-1) from a day. */
export function turnPage(from: string, by: 1 | -1): void {
  const { view, laneWeeks } = useCalendar.getState();
  const { days = 0, months = 0 } = pageOf(view, laneWeeks);
  selectDay(moveDate(from, { days: days * by, months: months * by }));
}

export function showClock(clock: ClockChoice): void {
  useCalendar.setState({ clock });
}

export function toggleLayer(layer: Layer): void {
  useCalendar.setState(({ hidden }) => ({
    hidden: hidden.includes(layer) ? hidden.filter((l) => l !== layer) : [...hidden, layer],
  }));
}

/** Narrows the calendar, or widens it again with `NO_FILTER`. */
export function narrow(filter: Partial<Filter>): void {
  useCalendar.setState((state) => ({ filter: { ...state.filter, ...filter } }));
}

export function arrangeLanes(
  lanes: Partial<Pick<CalendarState, 'lanesBy' | 'laneWeeks' | 'emptyLanes'>>,
): void {
  useCalendar.setState(lanes);
}
