import type { StepEvent, StepEventKind } from '#shared/contract/run-records.ts';
import type { Step, StepState } from '#shared/contract/runbooks.ts';
import type { StepId } from '#shared/domain/ids.ts';
import { MINUTE } from '#shared/domain/time.ts';

type Ticked = Pick<StepEvent, 'id' | 'stepId' | 'kind' | 'occurredAt'>;
type Own = { readonly state: StepState; readonly startedAt: number | null; readonly endedAt: number };

const after: Readonly<Record<Exclude<StepEventKind, 'clear'>, StepState>> = {
  start: 'in progress',
  finish: 'done',
  workaround: 'done with workaround',
  skip: 'skipped',
  undo: 'undone',
  fail: 'failed',
};

/** A run as a person with a sheet of paper would follow it: what was confirmed, the state and the end of each step by definition. */
export function createRunModel(steps: readonly Pick<Step, 'id' | 'dependsOn' | 'plannedMinutes'>[]) {
  const events = new Map<string, Ticked>();
  const own = new Map<StepId, Own>();
  const byId = new Map(steps.map((step) => [step.id, step]));

  const finished = (id: StepId) => ['done', 'done with workaround', 'skipped'].includes(stateOf(id));
  const stateOf = (id: StepId): StepState => {
    const ticked = own.get(id);
    if (ticked) return ticked.state;
    const before = byId.get(id)?.dependsOn ?? [];
    if (before.some((one) => ['failed', 'blocked'].includes(stateOf(one)))) return 'blocked';
    return before.every(finished) ? 'ready' : 'pending';
  };

  return {
    events: () => [...events.values()],
    stateOf,
    /** Takes what the server confirmed. */
    take(event: Ticked): void {
      events.set(event.id, event);
      const was = own.get(event.stepId);
      if (event.kind === 'clear') {
        const underWay = was?.startedAt != null && was.state !== 'failed' && was.state !== 'in progress';
        if (underWay) own.set(event.stepId, { ...was, state: 'in progress' });
        else own.delete(event.stepId);
        return;
      }
      const startedAt = event.kind === 'start' ? event.occurredAt : (was?.startedAt ?? null);
      own.set(event.stepId, { state: after[event.kind], startedAt, endedAt: event.occurredAt });
    },
    /** When each step ends, seen from `now`. */
    endsAt(now: number): Map<StepId, number> {
      const ends = new Map<StepId, number>();
      const endOf = (id: StepId): number => {
        const known = ends.get(id);
        if (known !== undefined) return known;
        const step = byId.get(id);
        const length = (step?.plannedMinutes ?? 0) * MINUTE;
        const ticked = own.get(id);
        const end = !ticked
          ? Math.max(now, ...(step?.dependsOn ?? []).map(endOf)) + length
          : ticked.state === 'in progress'
            ? Math.max(now, Math.min(ticked.startedAt ?? now, now) + length)
            : ticked.state === 'failed'
              ? now + length
              : // What is written down for later than now was done before the clock was set back.
                Math.min(ticked.endedAt, now);
        ends.set(id, end);
        return end;
      };
      for (const { id } of steps) endOf(id);
      return ends;
    },
  };
}

export type RunModel = ReturnType<typeof createRunModel>;
