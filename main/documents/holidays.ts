import Holidays from 'date-holidays';
import type { ImportedSeries } from '#db/queries/window-import.ts';
import { DAY, readingOf, wallOf } from '#shared/domain/time.ts';

export type Country = {
  readonly code: string;
  readonly name: string;
  readonly regions: { code: string; name: string }[];
};

/** Countries whose public holidays are known, by name, with their states and the regions of those. */
export function holidayCountries(): Country[] {
  const known = new Holidays();
  return Object.entries(known.getCountries('en'))
    .map(([code, name]) => ({ code, name, regions: regionsOf(known, code) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

function regionsOf(known: Holidays, country: string): { code: string; name: string }[] {
  return Object.entries(known.getStates(country, 'en') ?? {}).flatMap(([state, name]) => [
    { code: state, name },
    ...Object.entries(known.getRegions(country, state, 'en') ?? {}).map(([region, part]) => ({
      code: `${state}-${region}`,
      name: `${name}, ${part}`,
    })),
  ]);
}

/** Public holidays of some years as windows that inform; empty for a country or region that is not known. */
export function publicHolidays(asked: {
  readonly country: string;
  readonly region: string;
  readonly fromYear: number;
  readonly untilYear: number;
  readonly zone: string;
}): ImportedSeries[] {
  const { country, region, fromYear, untilYear, zone } = asked;
  const [state = '', part = ''] = region.split('-');
  const known = new Holidays(country, state, part, { languages: ['en'], types: ['public'] });
  const years = Array.from({ length: untilYear - fromYear + 1 }, (_, at) => fromYear + at);
  return years
    .flatMap((year) => known.getHolidays(year, 'en') || [])
    .map((one): ImportedSeries => {
      const startLocal = one.date.slice(0, 16).replace(' ', 'T');
      const name = (one.substitute ? `${one.name} (substitute day)` : one.name).slice(0, 200);
      return {
        uid: `holiday:${country}-${region}:${startLocal.slice(0, 10)}:${zone}:${one.rule}`.slice(0, 300),
        source: `Public holidays ${country}`,
        line: 0,
        cancelled: false,
        edits: [],
        master: {
          name,
          kind: 'inform',
          hard: false,
          zone,
          startLocal,
          endLocal: endOf(startLocal, one.end.getTime() - one.start.getTime()),
          allDay: startLocal.endsWith('T00:00'),
          rrule: '',
          exDates: [],
          rDates: [],
          traffic: 'low',
          protectionMinutes: 0,
          serviceIds: [],
          environmentIds: [],
          teamIds: [],
        },
      };
    });
}

/** A holiday lasts to the end of a day; its length in hours depends on the clock of the country it is kept in. */
function endOf(startLocal: string, lasts: number): string {
  const midnight = wallOf(`${startLocal.slice(0, 10)}T00:00`);
  const into = wallOf(startLocal) - midnight;
  const days = Math.max(1, Math.round((into + lasts) / DAY));
  return readingOf(midnight + days * DAY);
}
