import type { Occurrence } from '#shared/contract/calendar.ts';
import { overlapMinutes } from '#shared/domain/calendar/calendar.ts';
import { localTime, MINUTE, planTime } from '#shared/domain/time.ts';

/** What is being asked for in the booking dialog. */
export type Wish = {
  readonly window: Occurrence | null;
  readonly local: string;
  readonly zone: string;
  readonly minutes: number;
};

/** The wished time set against its window and the freezes: ends, minutes to spare and what stands against it, in ms UTC and minutes. */
export function judgeWish(wish: Wish, occurrences: readonly Occurrence[]) {
  if (!localTime.safeParse(wish.local).success || wish.minutes < 1) return null;
  const startsAt = planTime(wish).at;
  const endsAt = startsAt + wish.minutes * MINUTE;
  const { window } = wish;
  return {
    startsAt,
    endsAt,
    /** Minutes from the planned end to the window's end; negative = it overruns. Null without a window. */
    spare: window === null ? null : Math.floor((window.endsAt - endsAt) / MINUTE),
    early: window !== null && startsAt < window.startsAt,
    freezes: occurrences
      .filter((o) => o.kind === 'deny')
      .map((freeze) => ({ freeze, minutes: overlapMinutes({ startsAt, endsAt }, freeze) }))
      .filter(({ minutes }) => minutes > 0),
  };
}
