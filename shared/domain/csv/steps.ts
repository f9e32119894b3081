import type { TicketStep } from '#shared/contract/changes.ts';

const MOST_STEPS = 500;
const LONGEST_STEP = 2000;

/**
 * Steps of a plan written as text. Where the lines are numbered 1, 2, 3 …, what stands between two numbers belongs to
 * the step before; otherwise each line is a step. `(10 min)` at the end is the estimate. Answers with a sentence when
 * it cannot be kept whole.
 */
export function readSteps(text: string): readonly TicketStep[] | string {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '');
  const steps = isNumbered(lines[0], 1) ? numbered(lines) : lines.map(withoutBullet);
  if (steps.length > MOST_STEPS) return `${steps.length} steps are more than the ${MOST_STEPS} a list takes.`;
  const long = steps.findIndex((step) => step.length > LONGEST_STEP);
  if (long >= 0) return `Step ${long + 1} is longer than ${LONGEST_STEP} characters.`;
  return steps.map(withEstimate);
}

/** Steps as text that {@link readSteps} reads back. */
export function writeSteps(steps: readonly TicketStep[]): string {
  return steps
    .map(({ title, minutes }, at) => `${at + 1}. ${title}${minutes === null ? '' : ` (${minutes} min)`}`)
    .join('\n');
}

function numbered(lines: readonly string[]): string[] {
  const steps: string[] = [];
  for (const line of lines) {
    if (isNumbered(line, steps.length + 1)) steps.push(line.replace(/^\s*\d+[.)]\s*/, ''));
    else steps.push(`${steps.pop() ?? ''}\n${line}`);
  }
  return steps;
}

function isNumbered(line: string | undefined, number: number): boolean {
  return Number(/^\s*(\d{1,4})[.)](?:\s|$)/.exec(line ?? '')?.[1]) === number;
}

function withoutBullet(line: string): string {
  return line.trim().replace(/^(?:[-*•–]|\d{1,4}[.)])\s+/, '');
}

function withEstimate(step: string): TicketStep {
  const [whole, minutes] = /\s*\((\d{1,5}) min\)$/.exec(step) ?? [];
  if (whole === undefined || Number(minutes) > 10_080) return { title: step, minutes: null };
  return { title: step.slice(0, -whole.length), minutes: Number(minutes) };
}
