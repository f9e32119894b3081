/** Half-open [startsAt, endsAt) in ms UTC. */
export type Span = { readonly startsAt: number; readonly endsAt: number };

export function overlaps(a: Span, b: Span): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}

/** Sorted and joined: spans that overlap or adjoin become one. Empty spans fall out. */
export function union(spans: readonly Span[]): Span[] {
  const sorted = spans.filter((one) => one.endsAt > one.startsAt).sort((a, b) => a.startsAt - b.startsAt);
  const joined: { startsAt: number; endsAt: number }[] = [];
  for (const { startsAt, endsAt } of sorted) {
    const last = joined.at(-1);
    if (last === undefined || startsAt > last.endsAt) joined.push({ startsAt, endsAt });
    else if (endsAt > last.endsAt) last.endsAt = endsAt;
  }
  return joined;
}

/** What lies in both; each list sorted and joined, as `union` makes it. */
export function common(a: readonly Span[], b: readonly Span[]): Span[] {
  const both: Span[] = [];
  for (let i = 0, j = 0; ; ) {
    const [x, y] = [a[i], b[j]];
    if (x === undefined || y === undefined) return both;
    const startsAt = Math.max(x.startsAt, y.startsAt);
    const endsAt = Math.min(x.endsAt, y.endsAt);
    if (startsAt < endsAt) both.push({ startsAt, endsAt });
    if (x.endsAt < y.endsAt) i++;
    else j++;
  }
}

/** What of `a` lies in none of `b`; each list sorted and joined, as `union` makes it. */
export function without(a: readonly Span[], b: readonly Span[]): Span[] {
  const left: Span[] = [];
  let j = 0;
  for (const one of a) {
    let startsAt = one.startsAt;
    while ((b[j]?.endsAt ?? Number.POSITIVE_INFINITY) <= startsAt) j++;
    for (let k = j; startsAt < one.endsAt; k++) {
      const cut = b[k];
      const endsAt = Math.min(one.endsAt, cut?.startsAt ?? one.endsAt);
      if (endsAt > startsAt) left.push({ startsAt, endsAt });
      startsAt = cut === undefined || cut.startsAt >= one.endsAt ? one.endsAt : cut.endsAt;
    }
  }
  return left;
}

/** Ms that the spans last together; sorted and joined. */
export function lasting(spans: readonly Span[]): number {
  return spans.reduce((sum, one) => sum + one.endsAt - one.startsAt, 0);
}

/** For each span the others that overlap it, found in one pass over time: n log n and what overlaps. */
export function overlapping<One extends Span, Other extends Span>(
  spans: readonly One[],
  others: readonly Other[],
): Map<One, Other[]> {
  const byStart = others.toSorted((a, b) => a.startsAt - b.startsAt);
  const found = new Map<One, Other[]>();
  let active: Other[] = [];
  let next = 0;
  for (const one of spans.toSorted((a, b) => a.startsAt - b.startsAt)) {
    active = active.filter((other) => other.endsAt > one.startsAt);
    let other = byStart[next];
    for (; other !== undefined && other.startsAt <= one.startsAt; other = byStart[++next]) {
      if (other.endsAt > one.startsAt) active.push(other);
    }
    const met = active.slice();
    for (let i = next; other !== undefined && other.startsAt < one.endsAt; other = byStart[++i])
      met.push(other);
    found.set(one, met);
  }
  return found;
}
