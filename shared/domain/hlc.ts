const TICKS = 0xffff;

/** Hybrid logical clock (Kulkarni et al. 2014): 12 hex digits of ms UTC, 4 of a counter; sorts as text. */
export function nextHlc(last: string, now: number): string {
  const lastMs = Number.parseInt(last.slice(0, 12) || '0', 16);
  const lastCount = Number.parseInt(last.slice(12) || '0', 16);
  if (now > lastMs) return hlc(now, 0);
  return lastCount < TICKS ? hlc(lastMs, lastCount + 1) : hlc(lastMs + 1, 0);
}

function hlc(ms: number, count: number): string {
  return ms.toString(16).padStart(12, '0') + count.toString(16).padStart(4, '0');
}
