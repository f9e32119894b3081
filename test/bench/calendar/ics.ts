import assert from 'node:assert/strict';
import type { App } from '#main/app.ts';
import { importIcs } from '#main/jobs/import-ics.ts';
import { type Figure, figureOf, type Rule } from '#test/bench/measure.ts';
import { operatorOf } from '#test/bench/store/ticking.ts';
import { asFreeze, calendar, event, windowsZone } from '#test/support/ics/files.ts';
import { type Tick, tickMeanwhile, upload } from './csv.ts';

const EVENTS = 5_000;
const ROUNDS = 3;
/** In ms. */
const IMPORTED_WITHIN = 2_000;
const HELD_AT_MOST = 50;

export const ICS_RULES: readonly Rule[] = [
  { bench: 'calendar.ics', ms: IMPORTED_WITHIN },
  { bench: 'calendar.ics_again', ms: IMPORTED_WITHIN },
  { bench: 'calendar.ics_hold', ms: HELD_AT_MOST, p99: true },
];

/**
 * A calendar of 5,000 events sent, read, compared and written (`calendar.ics`), the same again when nothing changed
 * (`calendar.ics_again`), and the longest that it kept a small write waiting meanwhile (`calendar.ics_hold`).
 */
export async function measureIcs(app: App, folder: string, n: number): Promise<Figure[]> {
  const store = app.store();
  const who = { actor: operatorOf(app) };
  const text = file();
  const [first, again, ticks]: [number[], number[], Tick[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const as = { ...asFreeze, source: `Round ${round}` };
    const run = async () => {
      const sent = await upload(folder, text, store.now());
      const ticking = tickMeanwhile(app);
      const started = performance.now();
      let reports = 0;
      for await (const step of importIcs(store, who, { file: sent, as, partial: false }, undefined)) {
        if (step.kind === 'progress') reports += 1;
        else {
          const spent = performance.now() - started;
          ticks.push(...(await ticking.stop()));
          assert.ok(reports > 5, 'it shows how far it is');
          return { spent, done: step };
        }
      }
      throw new Error('The import ended without its result');
    };
    const written = await run();
    assert.equal(written.done.added, EVENTS, JSON.stringify(written.done).slice(0, 1000));
    first.push(written.spent);
    const same = await run();
    assert.equal(same.done.unchanged, EVENTS);
    again.push(same.spent);
  }
  const held = ticks.map((tick) => Math.min(tick.waited, tick.worked));
  return [
    figureOf('calendar.ics', n, first, IMPORTED_WITHIN),
    figureOf('calendar.ics_again', n, again, IMPORTED_WITHIN),
    {
      ...figureOf('calendar.ics_hold', n, held, HELD_AT_MOST),
      p99_ms: Math.round(Math.max(...held) * 1000) / 1000,
    },
  ];
}

/** Events of every shape: nights in a zone Windows names, series with exceptions, whole days, UTC. */
function file(): string {
  const events = Array.from({ length: EVENTS }, (_, at) => {
    const day = `2027${two(1 + (at % 12))}${two(1 + (at % 27))}`;
    const next = `2027${two(1 + (at % 12))}${two(2 + (at % 27))}`;
    const more = [`DESCRIPTION:${'What this is about and whom to call. '.repeat(4)}`, 'STATUS:CONFIRMED'];
    if (at % 4 === 0)
      return event(`${at}@bench`, `DTSTART;VALUE=DATE:${day}`, `DTEND;VALUE=DATE:${next}`, ...more);
    if (at % 4 === 1) return event(`${at}@bench`, `DTSTART:${day}T220000Z`, 'DURATION:PT4H', ...more);
    const zone = 'TZID=W. Europe Standard Time';
    const night = [`DTSTART;${zone}:${day}T220000`, `DTEND;${zone}:${next}T020000`, ...more];
    if (at % 4 === 2) return event(`${at}@bench`, ...night);
    return event(`${at}@bench`, ...night, 'RRULE:FREQ=WEEKLY;COUNT=20', `EXDATE;${zone}:${day}T220000`);
  });
  return calendar(...windowsZone('W. Europe Standard Time'), ...events);
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
