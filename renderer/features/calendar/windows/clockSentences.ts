import { formatTime, formatZone } from '#renderer/lib/format.ts';
import type { ClockMark, Occurrence } from '#shared/contract/calendar.ts';
import { readingOf, wallOf } from '#shared/domain/time.ts';

type Edge = {
  readonly reading: string;
  readonly mark: ClockMark;
  readonly at: number;
  readonly verb: string;
};

/**
 * The change of clocks in sentences: "02:30 does not exist on 28 March: it starts at 03:30." `length` is that of the
 * rule on the wall clock, in ms: the reading of the end is counted from the start by it.
 */
export function clockSentences(one: Occurrence, length: number): string[] {
  const ends = readingOf(wallOf(one.local) + length);
  const edges: readonly Edge[] = [
    { reading: one.local, mark: one.startClock, at: one.startsAt, verb: 'starts' },
    { reading: ends, mark: one.endClock, at: one.endsAt, verb: 'ends' },
  ];
  return edges.flatMap((edge) => sentence(edge, one.zone) ?? []);
}

function sentence({ reading, mark, at, verb }: Edge, zone: string): string | null {
  const time = reading.slice(11);
  const day = new Date(`${reading}:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  switch (mark) {
    case 'plain':
      return null;
    case 'skipped':
      return `${time} does not exist on ${day}: it ${verb} at ${formatTime(at, zone)}.`;
    case 'doubled':
      return `${time} comes twice on ${day}: it ${verb} at the first, ${time} ${formatZone(zone, at)}.`;
  }
}
