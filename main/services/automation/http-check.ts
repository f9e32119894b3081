import { setTimeout as after } from 'node:timers/promises';
import { ask } from '#main/services/http/answer.ts';
import type { Automation, JobResult } from './automation.ts';
import { createOutput } from './output.ts';

export type CheckOrder = {
  readonly url: string;
  /** The status that passes. */
  readonly status: number;
  /** How long it is asked again until it answers so, in ms; 0 = once. */
  readonly waitMs: number;
};

/** Asks an address whether it answers with the expected status; what it answers beyond that is not kept. A try takes `timeoutMs` at most, the next begins `everyMs` after it. */
export function createHttpCheck({
  timeoutMs,
  everyMs,
}: {
  readonly timeoutMs: number;
  readonly everyMs: number;
}): Automation<CheckOrder> {
  return {
    start: (order, signal, onOutput = () => undefined) => {
      const output = createOutput();
      const say = (line: string) => {
        output.add(`${line}\n`);
        onOutput();
      };
      const result = check(order, signal, say, timeoutMs, everyMs).catch(
        (): JobResult => ({ outcome: 'stopped', code: null, reason: 'The check was stopped.' }),
      );
      return { output: output.text, result };
    },
  };
}

/** Rejects only when `signal` is aborted. */
async function check(
  { url, status, waitMs }: CheckOrder,
  signal: AbortSignal,
  say: (line: string) => void,
  timeoutMs: number,
  everyMs: number,
): Promise<JobResult> {
  const until = performance.now() + waitMs;
  say(`GET ${url}, expected ${status}`);
  for (let number = 1; ; number++) {
    const began = performance.now();
    const answer = await ask(url, status, timeoutMs, signal);
    const said = answer.reason ?? `It answers with ${answer.status}.`;
    say(`Try ${number}: ${said} (${Math.round(performance.now() - began)} ms)`);
    if (answer.status === status)
      return { outcome: 'passed', code: status, reason: `The address answers with ${status}.` };
    if (performance.now() + everyMs > until) {
      const expected = answer.status === null ? '' : ` Expected was ${status}.`;
      return {
        outcome: answer.status === null && waitMs > 0 ? 'timed out' : 'failed',
        code: answer.status,
        reason: `${said}${expected}`,
      };
    }
    await after(everyMs, undefined, { signal });
  }
}
