import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '#db/open.ts';
import type { Store } from '#db/store.ts';
import { createFileSecrets } from '#main/services/secrets/file-secrets.ts';
import { newId, type PersonId } from '#shared/domain/ids.ts';
import { createClock } from './workspace.ts';

export const who = { actor: newId<PersonId>() };

/** A fresh folder for one test and the way to take it away. */
export function tempFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-store-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A store in a folder, without an app around it. */
export function openTestStore(
  folder: string,
  options: { asNewDevice?: boolean; migrationsFolder?: string } = {},
): Store {
  return openStore({ folder, keys: createFileSecrets(folder), now: createClock().now, ...options });
}
