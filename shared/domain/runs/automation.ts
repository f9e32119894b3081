import type { StepAttempt } from '#shared/contract/run-records.ts';
import type { Step, StepState } from '#shared/contract/runbooks.ts';
import type { StepAutomation } from '#shared/contract/steps.ts';

/** What an automation is called in a sentence. */
export function automationName(automation: StepAutomation): string {
  return automation.kind === 'command'
    ? `The command “${automation.command}”`
    : `The check of ${automation.url}`;
}

/** Why a step cannot have this automation, in a sentence; null when it can. */
export function whyNotAutomated(
  step: Pick<Step, 'number' | 'kind'>,
  automation: StepAutomation | null,
): string | null {
  if (automation === null) return null;
  if (step.kind === 'gate') return `Step ${step.number} is a gate; people decide at it.`;
  if (automation.kind === 'command')
    return automation.command.trim() === '' ? 'Name the command that the step starts.' : null;
  if (!/^https?:\/\/[^\s/?#]+\S*$/i.test(automation.url))
    return 'An address begins with http:// or https:// and has no spaces.';
  return /^https?:\/\/[^/?#]*@/i.test(automation.url)
    ? 'An address must hold no name and password: runbooks are kept in the record.'
    : null;
}

/** Why the automation of a step cannot be started now, in a sentence; null when it can. */
export function whyNotStarted(
  step: Pick<Step, 'number' | 'automation'>,
  state: StepState,
  attempts: readonly Pick<StepAttempt, 'outcome'>[],
): string | null {
  if (step.automation === null) return `Step ${step.number} has no automation; it is carried out by hand.`;
  if (attempts.some(({ outcome }) => outcome === 'running'))
    return `${automationName(step.automation)} runs for step ${step.number} already. Take it over by hand first.`;
  if (state === 'ready' || state === 'in progress') return null;
  return state === 'failed'
    ? `Step ${step.number} has failed. Clear it, then run it again.`
    : `Step ${step.number} cannot be run while it is ${state}.`;
}

/** The last `lines` lines that say something, at most `chars` characters. */
export function lastLines(text: string, lines: number, chars = 2000): string {
  const said = text
    .slice(-4 * chars)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return said.slice(-lines).join('\n').slice(-chars).toWellFormed();
}
