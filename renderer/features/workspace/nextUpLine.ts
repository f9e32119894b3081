import type { Today } from '#shared/contract/today.ts';
import { releaseName } from '#shared/domain/releases.ts';

/** What the top bar counts down to, and until when (ms UTC): the end of a running window, the next release, the next maintenance window. Null when nothing lies ahead. */
export function nextUpLine(today: Today, now: number): { readonly what: string; readonly at: number } | null {
  const live = today.running.find((run) => run.kind === 'live' && (run.windowEndsAt ?? 0) > now);
  if (live?.windowEndsAt) return { what: `${live.releaseName} window ends in`, at: live.windowEndsAt };
  const slot = today.next?.slot;
  if (today.next && slot && slot.start.at > now)
    return {
      what: `${releaseName(today.next)} window in`,
      at: slot.windowStartsAt > now ? slot.windowStartsAt : slot.start.at,
    };
  const open = today.occurrences
    .filter((o) => o.kind === 'allow' && o.startsAt > now)
    .toSorted((a, b) => a.startsAt - b.startsAt)[0];
  return open ? { what: 'Next window in', at: open.startsAt } : null;
}
