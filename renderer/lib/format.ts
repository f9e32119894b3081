// Every time on screen goes through here: 24 h, in the zone that is asked for.

const formats = new Map<string, Intl.DateTimeFormat>();

function parts(at: number, zone: string, options: Intl.DateTimeFormatOptions, locale = 'en-GB'): string {
  return formatIn(zone, options, locale)
    .format(at)
    .replace(/\bSept\b/, 'Sep');
}

/** To make a format takes longer than to use it a hundred times, and a clock asks every second. */
function formatIn(zone: string, options: Intl.DateTimeFormatOptions, locale: string): Intl.DateTimeFormat {
  const key = `${locale}|${zone}|${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone, hourCycle: 'h23' });
  formats.set(key, made);
  return made;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Instant (ms UTC) as `22:00` in the zone. A long run asks a thousand times a second. */
export function formatTime(at: number, zone: string): string {
  const clock = clocks.get(zone) ?? formatIn(zone, { hour: '2-digit', minute: '2-digit' }, 'en-GB');
  clocks.set(zone, clock);
  return clock.format(at);
}

/** `22:00:05` in the zone. */
export function formatSeconds(at: number, zone: string): string {
  return parts(at, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** Name of a zone as people read it: `America/New York`. */
export function formatZoneName(zone: string): string {
  return zone.replaceAll('_', ' ');
}

/** Short name of the zone at that instant: `CET`, `BST`, `GMT+5:30`. */
export function formatZone(zone: string, at: number): string {
  if (zone === 'UTC') return 'UTC';
  for (const locale of ['en-GB', 'en-US', 'en-AU', 'en-IN']) {
    const name = formatIn(zone, { timeZoneName: 'short' }, locale)
      .formatToParts(at)
      .find((part) => part.type === 'timeZoneName')?.value;
    if (name && !/^(GMT|UTC)[+-]/.test(name)) return name;
  }
  return parts(at, zone, { timeZoneName: 'short' }).split(', ')[1] ?? zone;
}

/** `22:00 CET`. */
export function formatTimeZone(at: number, zone: string): string {
  return `${formatTime(at, zone)} ${formatZone(zone, at)}`;
}

/** `Thursday 11 February 2027`. */
export function formatLongDate(at: number, zone: string): string {
  return parts(at, zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(
    ',',
    '',
  );
}

/** `Thu 11 Feb`, with the year when it is not the year of `now`. */
export function formatDate(at: number, zone: string, now = Date.now()): string {
  const sameYear = parts(at, zone, { year: 'numeric' }) === parts(now, zone, { year: 'numeric' });
  return parts(at, zone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).replace(',', '');
}

/** `Thu 11 Feb, 22:00`, with the year when it is not the year of `now`. */
export function formatDateTime(at: number, zone: string, now = Date.now()): string {
  return `${formatDate(at, zone, now)}, ${formatTime(at, zone)}`;
}

/** `2027-02-11` in the zone: the date there, and whether two instants fall on the same one. */
export function dayKey(at: number, zone: string): string {
  return parts(at, zone, { year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA');
}

/** `today at 22:00`, `tonight at 22:00`, `tomorrow at 06:00`, `Tue 16 Feb at 22:00`. */
export function formatWhen(at: number, zone: string, now: number): string {
  const time = formatTime(at, zone);
  if (dayKey(at, zone) === dayKey(now, zone)) return `${time >= '18:00' ? 'tonight' : 'today'} at ${time}`;
  if (dayKey(at, zone) === dayKey(now + 86_400_000, zone)) return `tomorrow at ${time}`;
  return `on ${formatDate(at, zone, now)} at ${time}`;
}

/** Duration in ms as `7 h 57 min`, `11 days`, `45 s`; two units at most, never negative. */
export function formatDuration(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  if (minutes < 1) return `${Math.floor(Math.abs(ms) / 1000)} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return formatCount(Math.floor(hours / 24), 'day');
}

/** Running clock: `33:42`, `1:03:42`; a time that has passed counts up with a plus, `+6:10`. */
export function formatClock(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const pad = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const clock =
    hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
  return ms < 0 ? `+${clock}` : clock;
}

/** Age of something: `just now`, `2 min ago`, `3 days ago`. */
export function formatAge(at: number, now: number): string {
  return now - at < 60_000 ? 'just now' : `${formatDuration(now - at)} ago`;
}

/** `48 MB`, decimal units. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 'B';
  for (const next of units) {
    if (value < 1000) break;
    value /= 1000;
    unit = next;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/** `100,318`. */
export function formatNumber(n: number): string {
  return n.toLocaleString('en-US');
}

/** `1 change`, `6 changes`; give the plural where it is irregular. */
export function formatCount(n: number, one: string, many = `${one}s`): string {
  return `${formatNumber(n)} ${n === 1 ? one : many}`;
}

/** Puts the times of a sentence in: `{1802300400000}` becomes `01:09` in the zone. */
export function expandTimes(sentence: string, zone: string): string {
  return expand(sentence, (at) => formatTime(at, zone));
}

/** Puts the times of a sentence in with their days: `{1802300400000}` becomes `Thu 11 Feb, 01:09` in the zone. */
export function expandDateTimes(sentence: string, zone: string, now = Date.now()): string {
  return expand(sentence, (at) => formatDateTime(at, zone, now));
}

/** Rules are written without a zone: their times stand between braces as epoch ms. Shorter numbers are words of a title. */
function expand(sentence: string, write: (at: number) => string): string {
  return sentence.replace(/\{(-?\d{9,16})\}/g, (_, at: string) => write(Number(at)));
}
