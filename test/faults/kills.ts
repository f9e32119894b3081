import { random } from '#test/support/random.ts';
import { faultsOf } from '#test/support/soundness.ts';
import { stock } from '#test/support/stock.ts';
import type { TestWorkspace } from '#test/support/workspace.ts';
import { createMemory, type Death, live } from './lives.ts';

export type Kills = { readonly kills: number; readonly changes: number; readonly seed: number };

/** Makes the workspace that the writers work on, with a run under way. Leaves it closed. */
export async function prepare(workspace: TestWorkspace): Promise<void> {
  await stock(workspace);
  await workspace.close();
}

/**
 * Kills writers until `kills` were killed and `changes` writes were confirmed. Answers with the counts and with every
 * fault: a confirmed write that is not in the file, entries that nobody wrote, a file that is not sound.
 */
export async function killWriters(
  folder: string,
  { kills, changes, seed }: Kills,
  onKill = (_killed: number) => {},
) {
  const next = random(seed);
  const memory = createMemory(folder);
  const perLife = changes / kills;
  const faults: string[] = [];
  let killed = 0;
  while ((killed < kills || memory.confirmed() < changes) && faults.length === 0) {
    const death: Death =
      killed % 5 === 4
        ? { afterMs: next() * 1200 }
        : { afterWrites: Math.ceil(next() * 2.5 * perLife), andMs: next() * 4 };
    const life = await live(folder, seed + killed + 1, 'write', death);
    killed += 1;
    faults.push(...memory.faults(life));
    if (killed % 100 === 0 && killed < kills) faults.push(...faultsOf(folder));
    onKill(killed);
  }
  faults.push(...memory.faults({ confirmed: [], underWay: null }, 'all'), ...faultsOf(folder));
  return { killed, confirmed: memory.confirmed(), faults };
}
