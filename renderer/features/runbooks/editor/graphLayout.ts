import type { EditedStep } from '#shared/contract/templates.ts';
import { topologicalOrder } from '#shared/domain/runbooks.ts';

export type Placed = {
  readonly step: EditedStep;
  readonly number: number;
  /** How many steps stand before it on the longest way, and its place among those of the same layer. */
  readonly layer: number;
  readonly place: number;
  /** On the longest chain by minutes. */
  readonly critical: boolean;
};

/** Steps in layers, each below all that it waits for; a chain of the longest duration is marked. Back-out steps wait for a decision and stand apart. */
export function graphLayout(steps: readonly EditedStep[]): readonly Placed[] {
  const numbers = new Map(steps.map(({ id }, i) => [id, i + 1]));
  const forward = topologicalOrder(steps.filter(({ section }) => section !== 'Back-out'));
  const layers = new Map<EditedStep['id'], number>();
  const ends = new Map<EditedStep['id'], number>();
  for (const { id, dependsOn, plannedMinutes } of forward) {
    layers.set(id, Math.max(0, ...dependsOn.map((one) => (layers.get(one) ?? -1) + 1)));
    ends.set(id, Math.max(0, ...dependsOn.map((one) => ends.get(one) ?? 0)) + plannedMinutes);
  }
  const critical = criticalChain(forward, ends);
  const taken = new Map<number, number>();
  return forward.map((step) => {
    const layer = layers.get(step.id) ?? 0;
    const place = taken.get(layer) ?? 0;
    taken.set(layer, place + 1);
    return { step, number: numbers.get(step.id) ?? 0, layer, place, critical: critical.has(step.id) };
  });
}

function criticalChain(
  steps: readonly EditedStep[],
  ends: ReadonlyMap<EditedStep['id'], number>,
): ReadonlySet<EditedStep['id']> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const end = (id: EditedStep['id']) => ends.get(id) ?? 0;
  const chain = new Set<EditedStep['id']>();
  let at = steps.toSorted((a, b) => end(b.id) - end(a.id))[0];
  while (at && !chain.has(at.id)) {
    chain.add(at.id);
    at = at.dependsOn.flatMap((id) => byId.get(id) ?? []).toSorted((a, b) => end(b.id) - end(a.id))[0];
  }
  return chain;
}
