import { generateNKeysBetween } from 'fractional-indexing';
import type { Run, RunView } from '#shared/contract/runbooks.ts';
import { newId, type ReleaseId, type RunId, type StepId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { isReleaseOpen } from '#shared/domain/releases.ts';
import { stepsOfChanges } from '#shared/domain/runs/change-runs.ts';
import { type Who, write } from '../log.ts';
import { run, step } from '../schema/runbooks.ts';
import type { Store } from '../store.ts';
import { changesOf, getRelease } from './releases.ts';
import { DECISION_MINUTES, VALIDATION_MINUTES } from './runbooks.ts';
import { planOf, runView } from './runs.ts';

/** Makes a run out of the steps written in the changes of a release. Throws NOT_FOUND, REFUSED when none has any. */
export function attachChanges(
  store: Store,
  who: Who,
  input: { readonly releaseId: ReleaseId; readonly kind: Run['kind'] },
): RunView {
  const id = newId<RunId>();
  write(store, who, `Steps of the changes attached as ${input.kind} run`, (tx) => {
    const release = getRelease(tx, input.releaseId);
    if (!isReleaseOpen(release.state))
      throw refused(`${release.ref} is ${release.state}; nothing more is run for it.`);
    const changes = changesOf(tx, release.id).filter(
      ({ state, closeCode }) => state !== 'Cancelled' && closeCode === null,
    );
    const steps = stepsOfChanges(changes);
    if (steps.length === 0)
      throw refused(`No change of ${release.ref} has deployment steps. Write them in the changes first.`);
    tx.insert(run, {
      id,
      releaseId: release.id,
      name: 'Steps of the changes',
      kind: input.kind,
      templateId: null,
      plannedStartAt: tx.now,
      ...planOf(input.kind === 'live' ? release.slot : null),
      decisionMinutes: DECISION_MINUTES,
      validationMinutes: VALIDATION_MINUTES,
      startedAt: null,
      endedAt: null,
      outcome: '',
      backsOutId: null,
      restoredAt: null,
    });
    const ids = steps.map(() => newId<StepId>());
    const positions = generateNKeysBetween(null, null, steps.length);
    steps.forEach(({ after, ...body }, at) => {
      tx.insert(step, {
        ...body,
        id: ids[at] as StepId,
        runId: id,
        number: at + 1,
        shortTitle: '',
        instructions: '',
        kind: body.section === 'Validation' ? 'validation' : 'manual',
        ownerRole: '',
        position: positions[at] ?? '',
        dependsOn: after.flatMap((one) => ids[one] ?? []),
        serviceId: null,
        undoesId: null,
        voterIds: [],
      });
    });
  });
  return runView(store.db, id, store.now());
}
