import { afterEach, beforeEach, expect, test } from 'vitest';
import type { App } from '#main/app.ts';
import { newId, type RunId } from '#shared/domain/ids.ts';
import { startLiveRun } from '#test/support/live-run.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

type Asked = Parameters<App['showNotification']>[0];

let work: TestWorkspace;
let runId: RunId;
const shown: Asked[] = [];
beforeEach(async () => {
  shown.length = 0;
  work = openWorkspace({ showNotification: (notice) => shown.push(notice) > 0 });
  runId = await startLiveRun(work, 5);
});
afterEach(() => work.remove());

const claim = (key: string) => work.client().notices.claim({ runId, key });

test('nothing calls unless it is switched on', async () => {
  expect((await work.client().preferences.get()).notices).toEqual({
    sound: false,
    system: false,
    rehearsals: false,
  });
});

test('of two windows that ask at once one announces, and none after a restart', async () => {
  expect((await Promise.all([claim('red'), claim('red')])).sort()).toEqual([false, true]);
  await work.reopen();
  expect(await claim('red')).toBe(false);
  expect(await work.client().notices.announced({ runId })).toEqual(['red']);
  expect(await work.client().preferences.get()).not.toHaveProperty('announced');
});

test('another operator of the same computer is told for themselves', async () => {
  await claim('red');
  const other = await work.client().people.add({ name: 'Ana Meier' });
  await work.client().people.setOperator({ id: other.id });
  expect(await work.client().notices.announced({ runId })).toEqual([]);
  expect(await claim('red')).toBe(true);
});

test('what was told of a run is forgotten once it has ended', async () => {
  await claim('red');
  await work.client().runbooks.end({ id: runId, outcome: 'failed', reason: 'Over' });
  await work.client().notices.claim({ runId: newId<RunId>(), key: 'red' });
  expect(await work.client().notices.announced({ runId })).toEqual([]);
});

test('the shell shows a notification, and a click on it leads to the run; a shell without one says so', async () => {
  const told = { title: 'Checkout', text: 'Gate 3 waits for your word.' };
  expect(await work.client().notices.show({ ...told, runId })).toBe(true);
  expect(await work.client().notices.show({ ...told, runId: null })).toBe(true);
  expect(shown).toEqual([
    { ...told, path: `/run/${runId}` },
    { ...told, path: null },
  ]);
  const bare = openWorkspace();
  expect(await bare.client().notices.show({ ...told, runId: null })).toBe(false);
  await bare.remove();
});
