import { execFileSync } from 'node:child_process';
import { type Figure, figureOf, median } from '#test/bench/measure.ts';
import { openCopy } from './dataset.ts';

const ROUNDS = 11;
const CHILD = new URL('./start-child.ts', import.meta.url).pathname;

/**
 * From the start of a process until the first screen and the first page of the table are answered, beside the same on
 * an empty store. `store.start_open` is the part after the program has been loaded.
 */
export async function measureStart(folder: string, n: number): Promise<Figure[]> {
  const empty = await openCopy(0);
  await empty.app.close();
  const full: Started[] = [];
  const none: Started[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    const one = start(folder);
    const other = start(empty.folder);
    if (round < 0) continue;
    full.push(one);
    none.push(other);
  }
  await empty.close();
  return (['whole', 'open'] as const).map((part) =>
    figureOf(
      part === 'whole' ? 'store.start' : 'store.start_open',
      n,
      full.map((one) => one[part]),
      median(none.map((one) => one[part])),
    ),
  );
}

type Started = { readonly whole: number; readonly open: number };

function start(folder: string): Started {
  return JSON.parse(execFileSync(process.execPath, [CHILD, folder], { encoding: 'utf8' })) as Started;
}
