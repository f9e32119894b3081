import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { write } from '#db/log.ts';
import { change } from '#db/schema/changes.ts';
import type { Store } from '#db/store.ts';
import { type App, createApp } from '#main/app.ts';
import { createFileSecrets } from '#main/services/secrets/file-secrets.ts';
import type { PersonId } from '#shared/domain/ids.ts';
import { createClock, lastOf, openWorkspace } from '#test/support/workspace.ts';

/** Operations of the log for each change of the data set: the one that made it and nine edits. */
export const OPS_PER_CHANGE = 10;
const CHANGES_PER_ENTRY = 50;

/** What the content of a data set hangs on: when one of these files changes, it is built anew. */
const MADE_BY = [
  'shared/domain/sample/*.ts',
  'db/migrations/*.sql',
  'db/log.ts',
  'test/bench/store/dataset.ts',
];

/**
 * A folder with a workspace of `n` changes and 10 × n operations, made by the seeded generator through the real log.
 * Built once for each version of the generator and kept under the system's temporary folder; 0 is an empty workspace.
 */
export async function dataset(n: number): Promise<string> {
  const folder = join(tmpdir(), `slipway-bench-${versionOf()}`, String(n));
  if (existsSync(folder)) return folder;
  const draft = `${folder}.draft`;
  rmSync(draft, { recursive: true, force: true });
  const workspace = openWorkspace({ folder: draft, clock: createClock() });
  await workspace.create();
  if (n > 0) {
    await lastOf(await workspace.client().sample.load({ changes: n }));
    const { workspace: made } = workspace.app().status() as { workspace: { operatorId: PersonId } };
    editAll(workspace.app().store(), made.operatorId);
  }
  await workspace.close();
  renameSync(draft, folder);
  return folder;
}

/** Nine edits on every change, as a team would have made over the years; one entry for fifty changes. */
function editAll(store: Store, actor: PersonId): void {
  const ids = store.db.rows<{ id: string }>('SELECT id FROM change ORDER BY n').map((row) => row.id);
  for (let at = 0; at < ids.length; at += CHANGES_PER_ENTRY) {
    write(store, { actor }, 'Edited', (tx) => {
      for (const id of ids.slice(at, at + CHANGES_PER_ENTRY)) {
        for (let edit = 1; edit < OPS_PER_CHANGE; edit += 1) {
          const field = (['notes', 'impact', 'evidence'] as const)[edit % 3] ?? 'notes';
          tx.patch(change, id, {
            [field]: `Edit ${edit} of this ticket: checked with the team, nothing open.`,
          });
        }
      }
    });
  }
}

/** An app on a copy of the data set of that size. The copy goes on as a new device, and is deleted on closing. */
export async function openCopy(n: number): Promise<{ app: App; folder: string; close(): Promise<void> }> {
  const source = await dataset(n);
  const folder = mkdtempSync(join(tmpdir(), 'slipway-bench-copy-'));
  cpSync(source, folder, { recursive: true });
  const app = createApp({
    folder,
    shell: 'web',
    version: '0.0.0',
    secrets: createFileSecrets(folder),
    now: createClock().now,
  });
  const status = app.recover({ action: 'continue-as-new-device' });
  if (status.state !== 'ready') throw new Error(`The copy did not open: ${JSON.stringify(status)}`);
  return {
    app,
    folder,
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function versionOf(): string {
  const root = new URL('../../../', import.meta.url).pathname;
  const hash = createHash('sha256');
  for (const file of MADE_BY.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex').slice(0, 12);
}
