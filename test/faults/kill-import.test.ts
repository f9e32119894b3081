import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { imported } from '#test/support/csv.ts';
import { faultsOf } from '#test/support/soundness.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';
import { live } from './lives.ts';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = openWorkspace();
  await workspace.create();
});
afterEach(() => workspace.remove());

const BEFORE = 3000;

// A part is at most 500 rows; after the last of the new ones, tickets that were here before are changed.
test.each([1, 12, 60])(
  'an import killed after part %i leaves neither new tickets nor changed ones after the next start',
  { timeout: 120_000 },
  async (parts) => {
    const rows = Array.from({ length: BEFORE }, (_, at) => `A${at},Before ${at}`);
    await imported(workspace, `number,title\n${rows.join('\n')}\n`);
    await workspace.close();
    await live(workspace.folder, parts, 'table', { afterWrites: parts, andMs: 0 });
    await workspace.reopen();
    const store = workspace.app().store();
    await expect.poll(() => store.hiddenGroups.size, { timeout: 30_000 }).toBe(0);
    const client = workspace.client();
    expect(await client.changes.count({})).toBe(BEFORE);
    expect(store.db.rows("SELECT id FROM change WHERE title LIKE 'After%' AND removed_at IS NULL")).toEqual(
      [],
    );
    await workspace.close();
    expect(faultsOf(workspace.folder)).toEqual([]);
    expect(readdirSync(workspace.folder).filter((name) => name.startsWith('staging'))).toEqual([]);
  },
);
