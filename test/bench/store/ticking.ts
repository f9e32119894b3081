import assert from 'node:assert/strict';
import { tickStep } from '#db/queries/runbooks.ts';
import type { App } from '#main/app.ts';
import type { Client } from '#shared/contract/index.ts';
import type { PersonId, RunId, StepId } from '#shared/domain/ids.ts';
import { type Figure, figureOf, median } from '#test/bench/measure.ts';
import { emptyCall, overSocket, rawEvents } from './raw.ts';

const RUNS = 12;

/**
 * A confirmed durable tick in the process (`store.tick`) and through the RPC door (`store.tick_rpc`), beside a raw
 * durable commit of the same row; the three take turns, so that a slow moment of the disk meets all of them.
 */
export async function measureTick(app: App, folder: string, n: number): Promise<Figure[]> {
  const page = await overSocket(app);
  const empty = await emptyCall();
  const raw = rawEvents(folder);
  const store = app.store();
  const who = { actor: operatorOf(app) };
  const times: Record<'tick' | 'rpc' | 'raw' | 'call', number[]> = { tick: [], rpc: [], raw: [], call: [] };
  const clock = async (into: number[], work: () => unknown) => {
    const started = performance.now();
    const result = await work();
    into.push(performance.now() - started);
    return result;
  };
  for (let round = 0; round < RUNS; round += 1) {
    const { runId, stepIds } = await startRun(page.client);
    for (const stepId of stepIds) {
      times.tick.push(inProcess(() => tickStep(store, who, { stepId, kind: 'start', comment: '' })));
      times.raw.push(inProcess(raw.add));
      await clock(times.rpc, () => page.client.runbooks.tick({ stepId, kind: 'finish' }));
      await clock(times.call, empty.call);
    }
    const { events } = await page.client.runbooks.get({ id: runId });
    assert.equal(events.length, stepIds.length * 2);
  }
  raw.close();
  await empty.close();
  await page.close();
  const commit = median(times.raw);
  return [
    figureOf('store.tick', n, times.tick, commit),
    figureOf('store.tick_rpc', n, times.rpc, commit + median(times.call)),
  ];
}

function inProcess(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** A rehearsal of the longest runbook on the newest release, started, and its steps in the order they become ready. */
export async function startRun(client: Client): Promise<{ runId: RunId; stepIds: StepId[] }> {
  const [releases, templates] = [await client.releases.list(), await client.runbooks.templates()];
  const release = releases.find((one) => !['Closed', 'Cancelled'].includes(one.state));
  const template = templates.toSorted((a, b) => b.steps.length - a.steps.length)[0];
  if (!release || !template) throw new Error('The data set has no open release or no runbook');
  const { run } = await client.runbooks.attach({
    releaseId: release.id,
    templateId: template.id,
    kind: 'rehearsal',
  });
  const { steps } = await client.runbooks.start({ id: run.id });
  return { runId: run.id, stepIds: steps.map((step) => step.id) };
}

export function operatorOf(app: App): PersonId {
  const status = app.status();
  if (status.state !== 'ready' || status.workspace.operatorId === null)
    throw new Error('Nobody operates the data set');
  return status.workspace.operatorId;
}
