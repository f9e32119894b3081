import { write } from '#db/log.ts';
import { run as runTable, step } from '#db/schema/runbooks.ts';
import type { Run, Step } from '#shared/contract/runbooks.ts';
import type { PersonId, RunId } from '#shared/domain/ids.ts';
import { bringTo } from './planning.ts';
import { stock } from './stock.ts';
import { openWorkspace } from './workspace.ts';

export type ScheduledRun = {
  readonly runId: RunId;
  readonly operatorId: PersonId;
  readonly otherId: PersonId;
};

type Wanted = {
  readonly minutes?: number;
  readonly started?: boolean;
  /** Its steps are those of the three changes, one of deployment and one of back-out each. */
  readonly ofChanges?: boolean;
  /** What of the first step is otherwise. */
  readonly first?: Partial<Step>;
  /** What of the run is otherwise. */
  readonly run?: Partial<Run>;
};

/**
 * Writes a workspace into a folder: a release that is scheduled for an hour from now, with a live run of six steps of
 * ten minutes whose third is a gate and whose fourth is the smoke test. `minutes` is the length of its window.
 */
export async function scheduledRun(
  folder: string,
  { minutes = 150, started = false, ofChanges = false, first = {}, run: otherwise = {} }: Wanted = {},
): Promise<ScheduledRun> {
  const work = openWorkspace({ folder, clock: { now: Date.now, advance: () => undefined } });
  const client = work.client();
  const have = await stock(work);
  const { id } = have.release;
  const start = { local: new Date(Date.now() + 3_600_000).toISOString().slice(0, 16), zone: 'Europe/Berlin' };
  await client.calendar.removeWindow({ id: have.windowId, reason: 'Time is free' });
  await client.releases.book({ id, windowId: null, start, minutes });
  for (const one of have.changes) await bringTo(client, one, 'Scheduled', 'Brought forward');
  for (const to of ['Awaiting approval', 'Scheduled'] as const)
    await client.releases.transition({ id, to, reason: 'Brought forward' });
  if (ofChanges) {
    const { run } = await client.planning.attachChanges({ releaseId: id, kind: 'live' });
    if (started) await client.runbooks.start({ id: run.id, reason: 'Brought forward' });
    await work.close();
    return { runId: run.id, operatorId: have.operator.id, otherId: have.other.id };
  }
  const template = (await client.runbooks.templates()).find(({ name }) => name === 'Test runbook');
  if (!template) throw new Error('no runbook');
  const { run, steps } = await client.runbooks.attach({
    releaseId: id,
    templateId: template.id,
    kind: 'live',
  });
  const [opening] = steps;
  const gate = steps[2];
  if (!opening || !gate) throw new Error('no third step');
  write(work.app().store(), { actor: have.operator.id }, 'The first step', (tx) =>
    tx.patch(step, opening.id, first),
  );
  write(work.app().store(), { actor: have.operator.id }, 'The run', (tx) =>
    tx.patch(runTable, run.id, otherwise),
  );
  write(work.app().store(), { actor: have.operator.id }, 'A gate', (tx) =>
    tx.patch(step, gate.id, { kind: 'gate', title: 'Go/no-go 1', undo: 'none needed' }),
  );
  if (started) await client.runbooks.start({ id: run.id, reason: 'Brought forward' });
  await work.close();
  return { runId: run.id, operatorId: have.operator.id, otherId: have.other.id };
}
