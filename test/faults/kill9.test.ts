import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { faultsOf } from '#test/support/soundness.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';
import { killWriters, prepare } from './kills.ts';
import { live } from './lives.ts';

const KILLS = Number(process.env.SLIPWAY_KILLS ?? 20);
const CHANGES = Number(process.env.SLIPWAY_CHANGES ?? 1000);
/** Changes of the sample company itself, without generated ones. */
const SAMPLE = 40;

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = openWorkspace();
});
afterEach(() => workspace.remove());

test(`${KILLS} kills amid ${CHANGES} writes lose nothing that was confirmed and leave a sound file`, {
  timeout: 60_000 + KILLS * 10_000,
}, async () => {
  await prepare(workspace);
  const result = await killWriters(workspace.folder, { kills: KILLS, changes: CHANGES, seed: 1 });
  expect(result.faults).toEqual([]);
  expect(result.killed).toBeGreaterThanOrEqual(KILLS);
  expect(result.confirmed).toBeGreaterThanOrEqual(CHANGES);
});

test.each([1, 3, 20])(
  'a bulk write killed after part %i leaves nothing of it after the next start',
  {
    timeout: 120_000,
  },
  async (parts) => {
    await workspace.create();
    await workspace.close();
    await live(workspace.folder, parts, 'bulk', { afterWrites: parts, andMs: parts % 7 });
    await workspace.reopen();
    const client = workspace.client();
    expect(await client.changes.count({})).toBe(SAMPLE);
    const store = workspace.app().store();
    await expect.poll(() => store.hiddenGroups.size, { timeout: 30_000 }).toBe(0);
    expect(await client.changes.count({})).toBe(SAMPLE);
    expect(store.db.rows("SELECT id FROM bulk_group WHERE state = 'undone'")).toHaveLength(1);
    await workspace.close();
    expect(faultsOf(workspace.folder)).toEqual([]);
    expect(readdirSync(workspace.folder).filter((name) => name.startsWith('staging'))).toEqual([]);
  },
);
