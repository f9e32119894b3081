import ICAL from 'ical.js';
import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library';

const described = new Set(tzlib_get_timezones());

/** The VTIMEZONE of a zone, under the name the calendar uses for it. */
export function zoneBlock(zone: string): ICAL.Component {
  const name = described.has(zone)
    ? zone
    : new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  const [text] = described.has(name) ? tzlib_get_ical_block(name) : [fixedOffset(name)];
  const block = new ICAL.Component(ICAL.parse(text ?? ''));
  block.updatePropertyWithValue('tzid', zone);
  return block;
}

/** Zones that are an offset (+02:00) keep it all year. */
function fixedOffset(zone: string): string {
  const offset = /^[+-]\d\d:?\d\d$/.test(zone) ? zone.replace(':', '') : '+0000';
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    `TZOFFSETFROM:${offset}`,
    `TZOFFSETTO:${offset}`,
    'END:STANDARD',
    'END:VTIMEZONE',
  ].join('\r\n');
}
