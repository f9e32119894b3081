import type { TicketStep } from '#shared/contract/changes.ts';

// `1.`, `2)`, `3.1.`, `-`, `*`, `•`, with or without a tick box behind; or a tick box alone.
const MARK = /^(?:(?:\d{1,4}[.):]|\d{1,2}(?:\.\d{1,2})+[.)]|[-*+•–])(?:\s+\[[ xX]?\])?|\[[ xX]?\])\s+/;

/**
 * Reads pasted text as at most `most` steps, one per line: numbers, bullets and tick boxes in front fall away, a duration
 * at the end (`12 min`, `(1 h 30 min)`, `~90m`) becomes minutes. Indented lines without a mark belong to the step above.
 */
export function parseSteps(text: string, most = 500): TicketStep[] {
  const steps: TicketStep[] = [];
  for (const line of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
    if (!line.trim()) continue;
    const marked = MARK.test(line.trimStart());
    const last = steps.at(-1);
    if (!marked && /^\s{2,}/.test(line) && last) {
      steps[steps.length - 1] = { ...last, title: cut(`${last.title} ${line.trim()}`) };
    } else {
      steps.push(parseStep(line));
    }
    if (steps.length === most) break;
  }
  return steps;
}

/** True when pasted text is a list rather than a phrase that belongs into one step. */
export function looksLikeSteps(text: string): boolean {
  return /\S.*[\n\r]+.*\S/s.test(text);
}

/** Sum of the minutes given, and how many steps have none. */
export function minutesOf(steps: readonly TicketStep[]): { minutes: number; unknown: number } {
  let minutes = 0;
  let unknown = 0;
  for (const step of steps) {
    if (step.minutes === null) unknown += 1;
    else minutes += step.minutes;
  }
  return { minutes, unknown };
}

function parseStep(line: string): TicketStep {
  const bare = line.trim().replace(MARK, '');
  const time =
    /[\s,;([–-]+[~≈]?\s?(?:(\d{1,3})\s?(?:h|hrs?|hours?)(?:\s?(\d{1,3})\s?(?:m|min|mins|minutes?)?)?|(\d{1,4})\s?(?:m|min|mins|minutes?))[)\]]?\.?$/i;
  const found = time.exec(bare);
  if (!found || found.index === 0) return { title: cut(bare), minutes: null };
  const minutes = found[3] ? Number(found[3]) : Number(found[1]) * 60 + Number(found[2] ?? 0);
  return { title: cut(bare.slice(0, found.index).trim()), minutes: Math.min(minutes, 10_080) };
}

const cut = (title: string) => title.slice(0, 2000);
