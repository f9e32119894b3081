/** A thing in a graph of dependencies; ids that lead nowhere are passed over. */
export type Node<Id extends string> = { readonly id: Id; readonly dependsOn: readonly Id[] };

/** The graph by place in the list: what each node waits for and what waits for it. */
export type Graph = {
  readonly before: readonly (readonly number[])[];
  readonly after: readonly (readonly number[])[];
};

/** Edges by place in the list, both ways; dependencies on what is not in the list are left out. */
export function graphOf<Id extends string>(nodes: readonly Node<Id>[]): Graph {
  const place = new Map<Id, number>();
  nodes.forEach((node, i) => {
    place.set(node.id, i);
  });
  const before: number[][] = nodes.map(() => []);
  const after: number[][] = nodes.map(() => []);
  nodes.forEach((node, i) => {
    for (const id of new Set(node.dependsOn)) {
      const j = place.get(id);
      if (j === undefined) continue;
      before[i]?.push(j);
      after[j]?.push(i);
    }
  });
  return { before, after };
}

/** Places in an order in which every node comes after what it waits for; list order among equals. Nodes on a cycle are left out (Kahn 1962). */
export function orderOf({ before, after }: Graph): number[] {
  const waiting = before.map((list) => list.length);
  const order: number[] = [];
  waiting.forEach((count, i) => {
    if (count === 0) order.push(i);
  });
  for (let at = 0; at < order.length; at++) {
    for (const j of after[order[at] ?? -1] ?? []) {
      const left = (waiting[j] ?? 0) - 1;
      waiting[j] = left;
      if (left === 0) order.push(j);
    }
  }
  return order;
}

/** Nodes in an order in which each comes after what it depends on; nodes on a cycle come last, in list order, so that none is lost. */
export function topologicalOrder<T extends Node<Id>, Id extends string>(nodes: readonly T[]): T[] {
  const order = orderOf(graphOf<Id>(nodes));
  const placed = new Set(order);
  nodes.forEach((_node, i) => {
    if (!placed.has(i)) order.push(i);
  });
  return order.flatMap((i) => nodes[i] ?? []);
}

/** One cycle, each node depending on the next and the last on the first; null when there is none. */
export function dependencyCycle<Id extends string>(nodes: readonly Node<Id>[]): Id[] | null {
  const graph = graphOf(nodes);
  const placed = new Set(orderOf(graph));
  const start = nodes.findIndex((_node, i) => !placed.has(i));
  if (start < 0) return null;
  // What Kahn leaves over waits for something left over as well: walking back must come round.
  const seen = new Map<number, number>();
  const walk: number[] = [];
  let at = start;
  while (!seen.has(at)) {
    seen.set(at, walk.length);
    walk.push(at);
    at = (graph.before[at] ?? []).find((j) => !placed.has(j)) ?? at;
  }
  return walk.slice(seen.get(at)).flatMap((i) => nodes[i]?.id ?? []);
}
