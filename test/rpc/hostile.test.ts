import { afterAll, beforeAll, expect, test } from 'vitest';
import { throwInputs } from '#test/support/hostile.ts';
import { faultsOf } from '#test/support/soundness.ts';
import { stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

const INPUTS = Number(process.env.SLIPWAY_INPUTS ?? 2000);
const SEED = Number(process.env.SLIPWAY_SEED ?? 20_270_201);

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = openWorkspace();
  await stock(workspace);
});
afterAll(() => workspace.remove());

test(`${INPUTS} arbitrary inputs over every route meet declared errors only and leave the file sound`, {
  timeout: 60_000 + INPUTS * 50,
}, async () => {
  const result = await throwInputs(workspace, INPUTS, SEED);
  expect(result.faults).toEqual([]);
  expect(result.accepted).toBeGreaterThan(INPUTS / 20);
  expect(result.refused).toBeGreaterThan(INPUTS / 20);
  await workspace.reopen();
  expect(workspace.app().status().state).toBe('ready');
  await workspace.close();
  expect(faultsOf(workspace.folder)).toEqual([]);
});
