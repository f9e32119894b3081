import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { storeFile } from '#db/open.ts';

/** One write: the field of a row that was given a value nobody else gives. `id` is empty until the row is known. */
export type Attempt = {
  readonly table: string;
  readonly id: string;
  readonly field: string;
  readonly value: string;
};

export type Life = {
  readonly confirmed: readonly Attempt[];
  /** What was being written when the process was killed. */
  readonly underWay: Attempt | null;
};

type Line = { kind: 'open' | 'part' } | ({ kind: 'try' | 'ack' } & Attempt);

const NODE = process.execPath;
const WRITER = new URL('./writer.ts', import.meta.url).pathname;

export type Death =
  /** This many confirmed writes (or parts of a bulk write), then this many ms. */
  | { readonly afterWrites: number; readonly andMs: number }
  /** This many ms after the process was started, wherever it then is. */
  | { readonly afterMs: number };

/** Lets a process write to the workspace of a folder and kills it (SIGKILL). Throws when it died by itself. */
export async function live(
  folder: string,
  seed: number,
  mode: 'write' | 'bulk' | 'table',
  death: Death,
): Promise<Life> {
  const child = spawn(NODE, [WRITER, folder, String(seed), mode], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  if ('afterMs' in death) void pause(death.afterMs).then(() => child.kill('SIGKILL'));
  const life = await listen(child, death);
  const [code, signal] = await ended;
  if (signal !== 'SIGKILL') throw new Error(`The writer ended by itself (${code ?? signal}): ${stderr}`);
  return life;
}

async function listen(child: ChildProcess, death: Death): Promise<Life> {
  const confirmed: Attempt[] = [];
  let underWay: Attempt | null = null;
  let parts = 0;
  let killing = 'afterMs' in death;
  const wanted = 'afterWrites' in death ? death : null;
  for await (const text of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const line = parsed(text);
    if (!line) continue;
    if (line.kind === 'part') parts += 1;
    if (line.kind === 'try') underWay = line;
    if (line.kind === 'ack') {
      confirmed.push(line);
      underWay = null;
    }
    if (killing || !wanted || line.kind === 'try' || confirmed.length + parts < wanted.afterWrites) continue;
    killing = true;
    void pause(wanted.andMs).then(() => child.kill('SIGKILL'));
  }
  return { confirmed, underWay };
}

/** The last line may have been cut by the kill. */
function parsed(text: string): Line | null {
  return text.endsWith('}') ? (JSON.parse(text) as Line) : null;
}

/** What the writers of earlier lives had confirmed; `faults` names what a reopened file lacks of it. */
export function createMemory(folder: string) {
  const kept = new Map<string, Attempt>();
  let entries = entriesOf(folder);
  let confirmed = 0;

  return {
    confirmed: () => confirmed,
    /** Takes a life into account and compares the file with what it, or all lives so far, had confirmed. */
    faults(life: Life, scope: 'life' | 'all' = 'life'): string[] {
      for (const attempt of life.confirmed) kept.set(keyOf(attempt), attempt);
      // An unconfirmed write may have come through as well; it then stands where an earlier one stood.
      const { underWay } = life;
      if (underWay && reading(folder, (sqlite) => valueIn(sqlite, underWay)) === underWay.value)
        kept.set(keyOf(underWay), underWay);
      confirmed += life.confirmed.length;
      const looked =
        scope === 'all'
          ? [...kept.values()]
          : uniqueOf(life.confirmed).map((key) => kept.get(key) as Attempt);
      const before = entries;
      entries = entriesOf(folder);
      const written = entries - before - life.confirmed.length;
      const most = life.underWay ? 1 : 0;
      return [
        ...lost(folder, looked),
        ...(written < 0 || written > most
          ? [`${written} entries beyond the ${life.confirmed.length} confirmed ones`]
          : []),
      ];
    },
  };
}

function lost(folder: string, attempts: readonly Attempt[]): string[] {
  return reading(folder, (sqlite) =>
    attempts.flatMap((attempt) => {
      const value = valueIn(sqlite, attempt);
      return value === attempt.value
        ? []
        : [`lost: ${JSON.stringify(attempt)}, found ${JSON.stringify(value)}`];
    }),
  );
}

function valueIn(sqlite: Database.Database, { table, id, field }: Attempt): string | undefined {
  const row = sqlite.prepare(`SELECT "${field}" AS value FROM "${table}" WHERE id = ?`).get(id);
  return (row as { value: string } | undefined)?.value;
}

function entriesOf(folder: string): number {
  return reading(
    folder,
    (sqlite) => sqlite.prepare('SELECT count(*) FROM log_entry').pluck().get() as number,
  );
}

function reading<T>(folder: string, read: (sqlite: Database.Database) => T): T {
  const sqlite = new Database(storeFile(folder), { readonly: true });
  try {
    return read(sqlite);
  } finally {
    sqlite.close();
  }
}

function keyOf({ table, id, field }: Attempt): string {
  return `${table}/${id}/${field}`;
}

function uniqueOf(attempts: readonly Attempt[]): string[] {
  return [...new Set(attempts.map(keyOf))];
}
