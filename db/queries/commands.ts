import type { DeviceCommand } from '#shared/contract/automation.ts';
import type { DeviceId } from '#shared/domain/ids.ts';
import { notFound, refused } from '#shared/domain/refusal.ts';
import { writeLocal } from '../local.ts';
import type { Store } from '../store.ts';

const KEY = 'commands';

/**
 * What steps may start on this device, by name. The list says which device it was made on, and counts on no other: a file
 * that somebody hands over brings no programs with it.
 */
export function listCommands({ db, device }: Pick<Store, 'db' | 'device'>): DeviceCommand[] {
  const row = db.row<{ value: string }>('SELECT value FROM preference WHERE key = ?', KEY);
  if (!row) return [];
  const kept = JSON.parse(row.value) as { device: DeviceId; commands: DeviceCommand[] };
  return kept.device === device.id ? kept.commands : [];
}

/** Adds a command, or puts it in the place of the one called `was`. Throws NOT_FOUND, REFUSED when the name is taken. */
export function saveCommand(store: Store, command: DeviceCommand, was: string | null): DeviceCommand {
  const all = listCommands(store);
  if (was !== null && !all.some(({ name }) => name === was)) throw notFound(`The command ${was}`);
  const others = all.filter(({ name }) => name !== was);
  if (others.some(({ name }) => name.toLowerCase() === command.name.toLowerCase()))
    throw refused(`Another command is called ${command.name}. Choose another name.`);
  keep(store, [...others, command]);
  return command;
}

/** Takes a command out of the list; steps that name it can no longer start it here. Throws NOT_FOUND. */
export function removeCommand(store: Store, name: string): void {
  const all = listCommands(store);
  const others = all.filter((one) => one.name !== name);
  if (others.length === all.length) throw notFound(`The command ${name}`);
  keep(store, others);
}

function keep(store: Store, commands: DeviceCommand[]): void {
  const sorted = commands.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  writeLocal(store, [KEY], (run) =>
    run(
      'INSERT INTO preference VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
      KEY,
      JSON.stringify({ device: store.device.id, commands: sorted }),
    ),
  );
}
