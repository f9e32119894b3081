import type { Figure } from '#test/bench/measure.ts';
import type { Group } from '#test/bench/run.ts';
import { openCopy } from '#test/bench/store/dataset.ts';
import { measureConflict } from './conflict.ts';
import { CSV_RULES, measureCsv } from './csv.ts';
import { ICS_RULES, measureIcs } from './ics.ts';
import { measureMonth } from './month.ts';

/** Group `calendar` of the speed section: what each figure may cost. */
const RULES = [
  { bench: 'calendar.conflict', ms: 2 },
  { bench: 'calendar.conflict_rpc', ms: 2 },
  { bench: 'calendar.month', times: 1.5 },
  ...CSV_RULES,
  ...ICS_RULES,
] as const;

export function createCalendarGroup(): Group {
  // The page draws the same bookings whatever the file holds: once is enough.
  let drawn = false;
  return {
    rules: RULES,
    async measure(n, only, print) {
      const wanted = (name: string) => only === undefined || name.startsWith(only);
      const put = (figures: Figure | readonly Figure[]) => [figures].flat().forEach(print);
      if (wanted('calendar.conflict')) put(await measureConflict(n));
      if (wanted('calendar.month') && !drawn) {
        drawn = true;
        put(await measureMonth());
      }
      if (wanted('calendar.csv')) {
        const copy = await openCopy(n);
        try {
          put(await measureCsv(copy.app, copy.folder, n));
        } finally {
          await copy.close();
        }
      }
      if (wanted('calendar.ics')) {
        const copy = await openCopy(n);
        try {
          put(await measureIcs(copy.app, copy.folder, n));
        } finally {
          await copy.close();
        }
      }
    },
    close: async () => undefined,
  };
}
