import { Temporal } from 'temporal-polyfill';

/** The last instant (ms UTC) up to `now` at which clocks of the zone showed `hh:mm`; null when the text is no time. */
export function recentTime(hhmm: string, zone: string, now: number): number | null {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(hhmm)) return null;
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const time = Temporal.PlainTime.from(hhmm);
  for (const days of [0, 1]) {
    const at = here.toPlainDate().subtract({ days }).toZonedDateTime({ timeZone: zone, plainTime: time });
    if (at.epochMilliseconds <= now) return at.epochMilliseconds;
  }
  return null;
}

/** Offset of a zone from UTC at an instant, in ms. */
export function zoneOffset(at: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
}
