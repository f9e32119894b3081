import type { Component } from './components.ts';
import { contentOf, lineOf, plain } from './components.ts';
import { zoneByName } from './zone-names.ts';
import { rulesOf, type ZoneRules, zoneWithHours } from './zone-rules.ts';

/** What a TZID of a file stands for: a zone, found by its name or its hours, or only the offsets the file gives. */
export type FoundZone =
  | { readonly zone: string; readonly byHours: boolean }
  | { readonly zone: null; readonly rules: ZoneRules };

export type ZoneFinder = (tzid: string, fromYear: number, untilYear: number) => FoundZone | null;

/** Resolves the TZIDs of one calendar; answers null for one that neither names a zone nor is defined in the file. */
export function createZoneFinder(zones: readonly Component[], home: string): ZoneFinder {
  const defined = new Map(zones.map((zone) => [textOf(zone, 'TZID'), zone]));
  const known = new Map<string, FoundZone | null>();
  const find: ZoneFinder = (tzid, fromYear, untilYear) => {
    const zone = defined.get(tzid);
    const location = zone === undefined ? '' : textOf(zone, 'X-LIC-LOCATION');
    const named = zoneByName(tzid, home) ?? zoneByName(location, home);
    if (named !== null) return { zone: named, byHours: false };
    const rules = zone === undefined ? null : rulesOf(zone, fromYear, untilYear);
    if (rules === null) return null;
    const same = zoneWithHours(rules, fromYear, untilYear, home);
    return same === null ? { zone: null, rules } : { zone: same, byHours: true };
  };
  return (tzid, fromYear, untilYear) => {
    const key = `${fromYear} ${untilYear} ${tzid}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = find(tzid, fromYear, untilYear);
    known.set(key, found);
    return found;
  };
}

function textOf(zone: Component, name: string): string {
  const line = lineOf(zone, name);
  return line === undefined ? '' : plain(contentOf(line));
}
