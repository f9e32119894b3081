import type { EditedStep } from '#shared/contract/templates.ts';
import { topologicalOrder } from '#shared/domain/runs/runbooks.ts';
import { planRunbook } from '#shared/domain/runs/schedule.ts';

export type Placed = {
  readonly step: EditedStep;
  readonly number: number;
  /** How many steps stand before it on the longest way, and its place among those of the same layer. */
  readonly layer: number;
  readonly place: number;
  /** Decides how long the runbook takes. */
  readonly critical: boolean;
};

/** Steps in layers, each below all that it waits for; those that decide how long it takes are marked. Back-out steps wait for a decision and stand apart. */
export function graphLayout(steps: readonly EditedStep[]): readonly Placed[] {
  const numbers = new Map(steps.map(({ id }, i) => [id, i + 1]));
  const forward = topologicalOrder(steps.filter(({ section }) => section !== 'Back-out'));
  const layers = new Map<EditedStep['id'], number>();
  for (const { id, dependsOn } of forward)
    layers.set(id, Math.max(0, ...dependsOn.map((one) => (layers.get(one) ?? -1) + 1)));
  const { critical } = planRunbook(steps);
  const taken = new Map<number, number>();
  return forward.map((step) => {
    const layer = layers.get(step.id) ?? 0;
    const place = taken.get(layer) ?? 0;
    taken.set(layer, place + 1);
    return { step, number: numbers.get(step.id) ?? 0, layer, place, critical: critical.has(step.id) };
  });
}
