import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseWindows, type StoredWindows, type WindowState } from './window-state.ts';

export type WindowFile = {
  read(name: keyof StoredWindows): WindowState | null;
  write(name: keyof StoredWindows, state: WindowState): void;
};

/** Remembers where windows were. A file that cannot be read or written only loses that comfort. */
export function openWindowFile(path: string): WindowFile {
  const load = (): StoredWindows => {
    try {
      return parseWindows(readFileSync(path, 'utf8'));
    } catch {
      return {};
    }
  };
  return {
    read: (name) => load()[name] ?? null,
    write(name, state) {
      try {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(`${path}.new`, JSON.stringify({ ...load(), [name]: state }));
        renameSync(`${path}.new`, path);
      } catch {
        // Read-only folder or full disk: the page says so itself.
      }
    },
  };
}
