import { formatCount, formatDuration, formatTime, formatWhen } from '#renderer/lib/format.ts';
import type { Today } from '#shared/contract/today.ts';
import { releaseName } from '#shared/domain/releases.ts';
import { capital, numberWord } from '#shared/domain/wording.ts';

/** The day in two breaths: what goes out next (or runs now), then what waits and which freeze lies ahead. */
export function headline(
  today: Today,
  now: number,
  zone: string,
): { readonly lead: string; readonly rest: string } {
  return {
    lead: lead(today, now, zone),
    rest: [waits(today), freezeAhead(today, now, zone)].filter(Boolean).join(' '),
  };
}

function lead({ running, next }: Today, now: number, zone: string): string {
  const live = running.find((run) => run.kind === 'live');
  if (live)
    return `${live.releaseName} is being deployed, forecast end ${formatTime(live.forecastEndAt, zone)}.`;
  if (!next) return 'No release is booked.';
  if (!next.slot) return `${releaseName(next)} is planned and has no window yet.`;
  const { at } = next.slot.start;
  if (at <= now) return `${releaseName(next)} was to start ${formatWhen(at, zone, now)}.`;
  return `${releaseName(next)} goes out ${formatWhen(at, zone, now)}.`;
}

function waits({ waiting }: Today): string {
  const own = ownWaiting(waiting);
  if (own === 0) return 'Nothing waits for you.';
  const count = capital(numberWord(own));
  return own === 1 ? `${count} thing waits for you.` : `${count} things wait for you.`;
}

function freezeAhead({ occurrences, inFreeze }: Today, now: number, zone: string): string {
  const inside =
    inFreeze.length === 0
      ? ''
      : `${capital(numberWord(inFreeze.length))} ${inFreeze.length === 1 ? 'booking lies' : 'bookings lie'} in a freeze.`;
  const freezes = occurrences.filter((o) => o.kind === 'deny' && o.endsAt > now);
  const present = freezes.find((o) => o.startsAt <= now);
  if (present)
    return [
      `The freeze “${present.name}” lasts until ${formatWhen(present.endsAt, zone, now).replace(/^on /, '')}.`,
      inside,
    ]
      .filter(Boolean)
      .join(' ');
  const next = freezes.toSorted((a, b) => a.startsAt - b.startsAt)[0];
  if (!next) return inside;
  return [`The freeze “${next.name}” starts in ${formatDuration(next.startsAt - now)}.`, inside]
    .filter(Boolean)
    .join(' ');
}

/** `3 steps of 24`: progress of a run in words. */
export function runProgress(done: number, total: number): string {
  return `${done} of ${formatCount(total, 'step')}`;
}

/** How many things wait for the operator; what waits for others is there to remind them. */
export function ownWaiting(waiting: Today['waiting']): number {
  return waiting.filter((item) => item.group !== 'Remind others').length;
}
