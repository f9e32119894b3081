import { generateNKeysBetween } from 'fractional-indexing';
import { write } from '#db/log.ts';
import { release, slot } from '#db/schema/releases.ts';
import { template, templateStep } from '#db/schema/runbooks.ts';
import {
  newId,
  type ReleaseId,
  type RunId,
  type SlotId,
  type TemplateId,
  type TemplateStepId,
} from '#shared/domain/ids.ts';
import { HOUR } from '#shared/domain/time.ts';
import { random } from './random.ts';
import { openWorkspace, type TestWorkspace } from './workspace.ts';

/**
 * Names the workspace and starts a live run in it, of so many steps that each wait for up to two of the five before
 * them, in a window that opened an hour ago. The release is put where its approvals would have brought it.
 */
export async function startLiveRun(workspace: TestWorkspace, steps: number): Promise<RunId> {
  const client = workspace.client();
  await workspace.create();
  const { id: releaseId } = await client.releases.create({ name: 'Checkout', version: '4.2.0' });
  const templateId = schedule(workspace, releaseId, steps);
  const { run } = await client.runbooks.attach({ releaseId, templateId, kind: 'live' });
  await client.runbooks.start({ id: run.id });
  return run.id;
}

/** The same in a folder that a process of its own takes over, by the clock of this machine. */
export async function liveRunIn(folder: string, steps: number): Promise<RunId> {
  const workspace = openWorkspace({ folder, clock: { now: Date.now, advance: () => undefined } });
  try {
    return await startLiveRun(workspace, steps);
  } finally {
    await workspace.close();
  }
}

function schedule(workspace: TestWorkspace, releaseId: ReleaseId, steps: number): TemplateId {
  const templateId = newId<TemplateId>();
  const next = random(steps);
  const ids = Array.from({ length: steps }, () => newId<TemplateStepId>());
  const positions = generateNKeysBetween(null, null, steps);
  const now = workspace.clock.now();
  const planned = (at: number) => ({ local: new Date(at).toISOString().slice(0, 16), zone: 'UTC', at });
  const store = workspace.app().store();
  const [operator] = store.db.rows<{ id: typeof store.device.id }>('SELECT id FROM person');
  write(store, { actor: operator?.id as never }, 'A night to run', (tx) => {
    tx.insert(template, { id: templateId, name: 'Night of many steps', version: 1, about: '' });
    ids.forEach((id, at) => {
      const before = Array.from({ length: Math.floor(next() * 3) }, () => at - 1 - Math.floor(next() * 5));
      tx.insert(templateStep, {
        id,
        templateId,
        section: at < steps - 5 ? 'Deployment' : 'Validation',
        title: `Step ${at + 1}`,
        shortTitle: '',
        instructions: '',
        kind: 'manual',
        ownerRole: '',
        plannedMinutes: 1 + Math.floor(next() * 10),
        undo: 'steps',
        undoMinutes: 1,
        undoTitle: '',
        position: positions[at] ?? '',
        dependsOn: [...new Set(before)].flatMap((one) => ids[one] ?? []),
      });
    });
    tx.patch(release, releaseId, { state: 'Scheduled' });
    tx.insert(slot, {
      id: newId<SlotId>(),
      releaseId,
      windowId: null,
      start: planned(now),
      end: planned(now + 4 * HOUR),
      windowStartsAt: now - HOUR,
      windowEndsAt: now + 5 * HOUR,
      protectionEndsAt: now + 6 * HOUR,
    });
  });
  return templateId;
}
