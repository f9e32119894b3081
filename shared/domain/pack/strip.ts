import { MINUTE } from '#shared/domain/time.ts';
import type { Clock } from './dates.ts';
import type { Place, Strip } from './model.ts';
import { cut } from './printable.ts';
import type { FrozenChange, FrozenStep } from './snapshot.ts';
import { minutesWords } from './words.ts';

/** Minutes that deciding to back out takes, as in a run. */
const DECISION = 5;
/** Width of one character of a label, as a fraction of the strip; a label that does not fit below its bar is left out. */
const CHARACTER = 1 / 118;
const SHORT = 26;

/** The change inside its window, step by step from its planned start; null where it has no time or no window. */
export function stripOf(change: FrozenChange, clock: Clock): Strip | null {
  const { window, plannedStart } = change;
  if (window === null || plannedStart === null) return null;
  const end = Math.max(window.protectionEndsAt, window.endsAt);
  const place = (at: number) => Math.min(1, Math.max(0, (at - window.startsAt) / (end - window.startsAt)));
  const work = barsFrom(change.deploymentSteps, plannedStart, 'work');
  const checks = barsFrom(change.validationSteps, work.end, 'check');
  const all = [...work.bars, ...checks.bars].filter((bar) => bar.from < end && bar.to > window.startsAt);
  const unknown = [...change.deploymentSteps, ...change.validationSteps].filter(
    (one) => one.minutes === null,
  ).length;
  return {
    window: { from: 0, to: place(window.endsAt) },
    protection: end > window.endsAt ? { from: place(window.endsAt), to: 1 } : null,
    opens: { time: clock.time(window.startsAt), text: 'window opens' },
    ends: { time: clock.time(window.endsAt), text: 'window ends' },
    protectionEnds: end > window.endsAt ? clock.time(end) : '',
    bars: labelled(all.map((bar) => ({ ...bar, from: place(bar.from), to: place(bar.to) }))),
    deadline: deadlineOf(change, end, clock, place),
    note:
      unknown === 0
        ? ''
        : `${unknown === 1 ? 'One step has' : `${unknown} steps have`} no estimate and ${unknown === 1 ? 'is' : 'are'} not drawn.`,
  };
}

type Bar = Place & { readonly kind: 'work' | 'check'; readonly label: string };

function barsFrom(
  steps: readonly FrozenStep[],
  start: number,
  kind: Bar['kind'],
): { bars: Bar[]; end: number } {
  let at = start;
  const bars: Bar[] = [];
  // Validation is one bar: its steps take a few minutes each.
  for (const { title, minutes } of steps) {
    if (minutes === null || minutes === 0) continue;
    const until = at + minutes * MINUTE;
    const last = bars.at(-1);
    if (kind === 'check' && last) bars[bars.length - 1] = { ...last, to: until };
    else
      bars.push({
        from: at,
        to: until,
        kind,
        label: kind === 'check' ? 'validate' : `${shortTitle(title.text)}, ${minutesWords(minutes)}`,
      });
    at = until;
  }
  return { bars, end: at };
}

/** The first words of a step, as many as fit below a bar. */
function shortTitle(title: string): string {
  const first = title.split(/[,:;(]|\. /)[0]?.trim() ?? title;
  if (first.length <= SHORT) return first;
  const words = cut(first, SHORT).text.split(' ');
  return `${(words.length > 1 ? words.slice(0, -1) : words).join(' ')}…`;
}

/** Labels stand under the start of their bar; one that would run into the next is left out, for the list above has it. */
function labelled(bars: readonly Bar[]): Bar[] {
  return bars.map((bar, i) => {
    const room = (bars[i + 1]?.from ?? 1.08) - bar.from;
    const alone = bar.label.replace(/, [^,]*min$/, '');
    const fits = [bar.label, alone].find((label) => label.length * CHARACTER <= room);
    return { ...bar, label: fits ?? '' };
  });
}

/** Protection end less what undoing, validating and deciding take. */
function deadlineOf(
  { backOutSteps, validationSteps, plannedStart }: FrozenChange,
  end: number,
  clock: Clock,
  place: (at: number) => number,
): Strip['deadline'] {
  const minutesOf = (steps: readonly FrozenStep[]) =>
    steps.reduce((sum, step) => sum + (step.minutes ?? 0), 0);
  const undo = minutesOf(backOutSteps);
  if (undo === 0 || plannedStart === null) return null;
  const check = minutesOf(validationSteps);
  const at = end - (undo + check + DECISION) * MINUTE;
  if (at <= plannedStart)
    return {
      at: place(plannedStart),
      lead: 'No time to back out',
      text: `undo ${undo}, validation ${check} and decision ${DECISION} min end after the protection does`,
    };
  return {
    at: place(at),
    lead: `Back out by ${clock.time(at)}`,
    text: `protection end less undo ${undo}, validation ${check} and decision ${DECISION} min`,
  };
}
