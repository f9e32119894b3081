import type { RunView } from '#shared/contract/runbooks.ts';
import type { RunId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { isHeldElsewhere } from '#shared/domain/runs/run-holding.ts';
import { type Who, write } from '../log.ts';
import { run } from '../schema/runbooks.ts';
import type { Store } from '../store.ts';
import { addMoment } from './run-moments.ts';
import { getRun, mustBeUnderWay, runView } from './runs.ts';

/** Takes a run over from the device that holds it: from then on that one is fenced off. Throws NOT_FOUND, REFUSED. */
export function takeOverRun(store: Store, who: Who, id: RunId, reason: string): RunView {
  const device = store.device.id;
  write(store, who, reason.trim() || 'Run taken over', (tx) => {
    const found = getRun(tx, id);
    mustBeUnderWay(found);
    if (!isHeldElsewhere(found, device)) throw refused('No other device holds this run.');
    if (!reason.trim()) throw refused('Taking a run over needs a reason.');
    tx.patch(run, id, { heldBy: device });
    addMoment(tx, who, id, { kind: 'take over', comment: reason, device });
  });
  return runView(store.db, id, store.now());
}
