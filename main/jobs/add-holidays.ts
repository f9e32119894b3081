import type { Who } from '#db/log.ts';
import { importWindows } from '#db/queries/window-import.ts';
import { listWindows } from '#db/queries/windows.ts';
import type { Store } from '#db/store.ts';
import { refused } from '#shared/domain/refusal.ts';

const EVERYWHERE = { serviceIds: [], environmentIds: [], teamIds: [] };

/**
 * Adds the public holidays of some years. A day of that name that is there already stays as it is, also when it came
 * with another region of the country or was edited since. Throws REFUSED for years in the wrong order and places
 * nothing is known of.
 */
export async function addHolidays(
  store: Store,
  who: Who,
  asked: { country: string; region: string; fromYear: number; untilYear: number; zone: string },
): Promise<{ added: number; unchanged: number }> {
  if (asked.untilYear < asked.fromYear) throw refused('The last year lies before the first one.');
  // Loaded when it is first needed: it brings the holidays of the whole world.
  const { publicHolidays } = await import('#main/documents/holidays.ts');
  const holidays = publicHolidays(asked);
  const [first] = holidays;
  if (first === undefined) {
    const place = asked.region === '' ? asked.country : `${asked.country}-${asked.region}`;
    throw refused(`No public holidays are known for ${place} in these years.`);
  }
  const there = new Set(
    listWindows(store.db)
      .filter((one) => one.source === first.source)
      .flatMap((one) => [one.uid, dayOf(one)]),
  );
  const missing = holidays.filter(
    (one) => !there.has(one.uid) && one.master !== null && !there.has(dayOf(one.master)),
  );
  const { counts } = await importWindows(store, who, missing, EVERYWHERE, {
    reason: `${first.source} added`,
  });
  return { added: counts.added, unchanged: holidays.length - counts.added };
}

function dayOf(one: { name: string; startLocal: string; zone: string }): string {
  return `${one.startLocal} ${one.zone} ${one.name}`;
}
