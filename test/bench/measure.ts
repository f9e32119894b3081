/** One printed figure. `limit_ms` is the same work done raw in the same run (median). */
export type Figure = {
  readonly bench: string;
  readonly n: number;
  readonly median_ms: number;
  readonly p99_ms: number;
  readonly limit_ms: number;
};

/** What a figure may cost: so many times the raw work, or so many ms; on the median unless `p99` is set. */
export type Rule = {
  readonly bench: string;
  readonly times?: number;
  readonly ms?: number;
  readonly p99?: boolean;
};

/** Runs `work` `rounds` times after `warmUp` unmeasured ones; answers with the ms of each, `check` outside the clock. */
export async function timed<T>(
  rounds: number,
  work: (round: number) => T | Promise<T>,
  {
    warmUp = Math.min(20, rounds),
    check,
  }: { warmUp?: number; check?: (result: T, round: number) => void } = {},
): Promise<number[]> {
  const times: number[] = [];
  for (let round = -warmUp; round < rounds; round += 1) {
    const started = performance.now();
    const result = await work(round + warmUp);
    const spent = performance.now() - started;
    check?.(result, round + warmUp);
    if (round >= 0) times.push(spent);
  }
  return times;
}

export function median(times: readonly number[]): number {
  return quantile(times, 0.5);
}

/** Nearest-rank quantile of the values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function figureOf(bench: string, n: number, times: readonly number[], rawMs: number): Figure {
  return {
    bench,
    n,
    median_ms: round(median(times)),
    p99_ms: round(quantile(times, 0.99)),
    limit_ms: round(rawMs),
  };
}

/** In words, whether a figure keeps its rule. */
export function judged(figure: Figure, rule: Rule): { readonly kept: boolean; readonly words: string } {
  const most = rule.ms ?? figure.limit_ms * (rule.times ?? 1);
  const found = rule.p99 ? figure.p99_ms : figure.median_ms;
  const wanted =
    rule.ms !== undefined ? `${rule.ms} ms` : `${rule.times} × raw ${figure.limit_ms} ms = ${round(most)} ms`;
  const kept = found <= most;
  const factor = round(found / figure.limit_ms);
  return {
    kept,
    words: `${kept ? 'kept  ' : 'MISSED'} ${figure.bench} n=${figure.n}: ${rule.p99 ? 'p99' : 'median'} ${found} ms of at most ${wanted} (${factor} × raw)`,
  };
}

/**
 * Whether cost grows no faster than log n from the smallest to the largest size, with a quarter on top and a tenth of
 * a millisecond for the clock.
 */
export function grown(figures: readonly Figure[]): { readonly kept: boolean; readonly words: string } {
  const sorted = figures.toSorted((a, b) => a.n - b.n);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last || first === last) return { kept: true, words: 'one size only' };
  const allowed = (Math.log(last.n) / Math.log(first.n)) * 1.25;
  const found = last.median_ms / first.median_ms;
  const kept = found <= allowed || last.median_ms - first.median_ms <= 0.1;
  return {
    kept,
    words: `${kept ? 'kept  ' : 'MISSED'} ${last.bench}: n × ${last.n / first.n} costs × ${round(found)}, log n allows × ${round(allowed)}`,
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
