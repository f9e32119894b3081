import { Temporal } from 'temporal-polyfill';
import { findIana, WINDOWS_TO_IANA_MAP } from 'windows-iana';

/** The IANA zone of this name as this computer writes it, or null. Offsets such as +01:00 are no names. */
export function ianaZone(name: string): string | null {
  if (!/^[A-Za-z]/.test(name)) return null;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return null;
  }
}

/**
 * The IANA zone a TZID means by its name alone: an IANA name, one behind a prefix (`/mozilla.org/…/Europe/Berlin`), or
 * a name of Windows (CLDR), where `home` is preferred when it is one of the zones meant. Null when the name says nothing.
 */
export function zoneByName(tzid: string, home: string): string | null {
  const name = tzid.trim().replace(/^"|"$/g, '');
  const whole = ianaZone(name);
  if (whole !== null) return whole;
  const parts = name.split('/').filter((part) => part !== '');
  for (const count of [3, 2, 1]) {
    if (parts.length <= count) continue;
    const zone = ianaZone(parts.slice(-count).join('/'));
    if (zone !== null) return zone;
  }
  // Outlook numbers a zone that a file defines twice: "W. Europe Standard Time 1".
  const windows = name.replace(/ \d{1,2}$/, '').toLowerCase();
  const meant = WINDOWS_TO_IANA_MAP.filter((one) => one.windowsName.toLowerCase() === windows);
  if (meant.some((one) => (one.iana as readonly string[]).includes(home))) return home;
  const [first] = meant[0] ? findIana(meant[0].windowsName) : [];
  return first === undefined ? null : ianaZone(first);
}

/** Every zone in the order in which one is picked when several keep the same hours: home, those Windows knows, the rest. */
export function zonesByPreference(home: string): readonly string[] {
  const known = WINDOWS_TO_IANA_MAP.filter((one) => one.territory === '001').flatMap((one) => one.iana);
  const rest = Intl.supportedValuesOf('timeZone');
  return [...new Set([home, ...known.toSorted((a, b) => fixed(a) - fixed(b)), ...rest, 'UTC'])];
}

/** Etc/GMT+5 and the like come last: no place keeps them on purpose. */
function fixed(zone: string): number {
  return zone.startsWith('Etc/') ? 1 : 0;
}
