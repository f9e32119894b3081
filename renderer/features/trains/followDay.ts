import type { Repeat } from '#renderer/features/calendar/windows/repeat.ts';
import { repeatFor } from '#renderer/features/calendar/windows/windowDraft.ts';

/** The repeat after the first day was moved: what came on the weekday of the day before comes on that of the next. */
export function followDay(repeat: Repeat, before: string, after: string): Repeat {
  if (repeat.kind !== 'weekly' || after === '') return repeat;
  const was = repeatFor('weekly', before, repeat);
  const is = repeatFor('weekly', after, repeat);
  if (was.kind !== 'weekly' || is.kind !== 'weekly') return repeat;
  return repeat.days.join() === was.days.join() ? { ...repeat, days: is.days } : repeat;
}
