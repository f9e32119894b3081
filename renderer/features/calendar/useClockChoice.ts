import { usePeople } from '#renderer/features/people/usePeople.ts';
import { useWorkspace } from '#renderer/features/workspace/useWorkspace.ts';
import { type ClockChoice, showClock, useCalendar } from './calendarStore.ts';

/** A zone that the calendar can show, and whose it is. */
export type Clock = { readonly choice: ClockChoice; readonly zone: string; readonly whose: string };

/** The zone shown, the one the key `z` shows next, and the switch. Clocks that would show the same are offered once. */
export function useClockChoice(): {
  readonly clock: Clock;
  readonly next: Clock;
  readonly cycle: () => void;
} {
  const { zone: home, operatorId } = useWorkspace();
  const { data } = usePeople();
  const { clock: choice } = useCalendar();
  const mine = data?.people.find((person) => person.id === operatorId)?.zone ?? browserZone();
  const all: readonly Clock[] = [
    { choice: 'home', zone: home, whose: 'Home zone of the workspace' },
    { choice: 'mine', zone: mine, whose: 'Your zone' },
    { choice: 'utc', zone: 'UTC', whose: 'Coordinated Universal Time' },
  ];
  const clocks = all.filter((one, index) => all.findIndex(({ zone }) => zone === one.zone) === index);
  const at = Math.max(
    0,
    clocks.findIndex((one) => one.choice === choice),
  );
  const clock = clocks[at] ?? { choice: 'home', zone: home, whose: 'Home zone of the workspace' };
  const next = clocks[(at + 1) % clocks.length] ?? clock;
  return { clock, next, cycle: () => showClock(next.choice) };
}

function browserZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
