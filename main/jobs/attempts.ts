import type { Who } from '#db/log.ts';
import {
  attemptsOf,
  beginAttempt,
  endAttempt,
  getAttempt,
  interruptLost,
  startableStep,
  tellOfAttempt,
} from '#db/queries/attempts.ts';
import { listCommands } from '#db/queries/commands.ts';
import { operatorId } from '#db/queries/people.ts';
import { tickStep } from '#db/queries/runbooks.ts';
import { getRun, getStep, isRunning } from '#db/queries/runs.ts';
import { stateOfStep } from '#db/queries/step-state.ts';
import type { Store } from '#db/store.ts';
import type { Job, JobResult } from '#main/services/automation/automation.ts';
import { createCommandRunner } from '#main/services/automation/command.ts';
import { createHttpCheck } from '#main/services/automation/http-check.ts';
import { folderOf, whyNotRunnable } from '#main/services/automation/places.ts';
import type { AttemptView } from '#shared/contract/automation.ts';
import type { StepAttempt } from '#shared/contract/run-records.ts';
import type { StepAutomation } from '#shared/contract/steps.ts';
import type { RunId, StepAttemptId, StepId } from '#shared/domain/ids.ts';
import { Refusal, refused } from '#shared/domain/refusal.ts';
import { automationName, lastLines } from '#shared/domain/runs/automation.ts';
import { isHeldElsewhere } from '#shared/domain/runs/run-holding.ts';
import { MINUTE } from '#shared/domain/time.ts';

/** How often a page hears of new output at most, in ms. */
const TELL_EVERY = 1_000;
/** How long to wait before a result that could not be written is written again, in ms. */
const WRITE_AGAIN = 5_000;
const SHOWN_LINES = 12;
/** What the last try of a check may take, in ms. */
const TRY_MS = 10_000;

/** Carries out the automated steps of the open file. */
export type Attempts = {
  start(who: Who, id: StepId): AttemptView;
  /** Ends an attempt and leaves its step to the person. */
  takeOver(who: Who, id: StepAttemptId): Promise<AttemptView>;
  list(id: RunId): AttemptView[];
  output(id: StepAttemptId): string;
  /** Throws REFUSED while an automation carries the step out here. */
  mustBeFree(id: StepId): void;
  /** Ends everything under way and says so in the record; settles once nothing runs any more. */
  close(): Promise<void>;
};

type Live = {
  readonly attempt: StepAttempt;
  readonly job: Job;
  readonly limitAt: number;
  readonly abort: AbortController;
  /** Who takes it over, and why; null while it may finish the step itself. */
  takenBy: { readonly who: Who; readonly said: string } | null;
  readonly settled: Promise<void>;
};

/** Begins to look after the attempts of a file: those that were under way when it was last closed are interrupted. */
export function openAttempts(
  store: Store,
  publish: (topics: readonly string[]) => void,
  runners = { command: createCommandRunner(), http: createHttpCheck({ timeoutMs: TRY_MS, everyMs: 5_000 }) },
): Attempts {
  const lives = new Map<StepAttemptId, Live>();
  let closed = false;

  const operator = operatorId(store.db);
  interruptLost(store, operator ? { actor: operator } : null);

  /** What carries an automation out here. Throws REFUSED when this device cannot. */
  const prepare = (automation: StepAutomation, number: number): Prepared => {
    if (automation.kind === 'http') {
      const waitMs = (automation.waitMinutes ?? 0) * MINUTE;
      const order = { url: automation.url, status: automation.status, waitMs };
      return { limitMs: waitMs + TRY_MS, start: (signal, tell) => runners.http.start(order, signal, tell) };
    }
    // The text of a runbook is a name to look up, and never more than that.
    const command = listCommands(store).find(({ name }) => name === automation.command.trim());
    if (!command)
      throw refused(
        `This device has no command called “${automation.command}”. Add it in Settings, Commands, or carry step ${number} out by hand.`,
      );
    const why = whyNotRunnable(command);
    if (why !== null)
      throw refused(`The command “${command.name}” cannot run: ${why} Or carry step ${number} out by hand.`);
    const limitMs = command.limitMinutes * MINUTE;
    const { name, program, args } = command;
    const order = { name, program, args, folder: folderOf(command), limitMs };
    return { limitMs, start: (signal, tell) => runners.command.start(order, signal, tell) };
  };

  const start: Attempts['start'] = (who, id) => {
    const step = startableStep(store.db, id);
    const prepared = prepare(step.automation, step.number);
    if (stateOfStep(store.db, id) === 'ready')
      tickStep(store, who, { stepId: id, kind: 'start', comment: '' });
    const attempt = beginAttempt(store, who, id);
    const abort = new AbortController();
    const job = prepared.start(abort.signal, tellSoon(attempt.runId));
    const live: Live = {
      attempt,
      job,
      limitAt: attempt.startedAt + prepared.limitMs,
      abort,
      takenBy: null,
      settled: job.result.then((result) => settle(live, who, result)),
    };
    lives.set(attempt.id, live);
    return viewOf(attempt.runId, attempt.id);
  };

  const settle = async (live: Live, who: Who, result: JobResult): Promise<void> => {
    while (!closed) {
      try {
        record(live, who, result);
        lives.delete(live.attempt.id);
        publish([`attempts/${live.attempt.runId}`]);
        return;
      } catch (error) {
        // Another device took the run over: it says there how this ended.
        if (error instanceof Refusal) return void lives.delete(live.attempt.id);
        // A full disk, say. It stays in sight as running until its end is on record.
        process.stderr.write(`The end of an automated step was not written: ${messageOf(error)}\n`);
        await new Promise((wake) => setTimeout(wake, WRITE_AGAIN).unref());
      }
    }
  };

  const record = ({ attempt, job, takenBy }: Live, who: Who, { outcome, code, reason }: JobResult): void => {
    const output = job.output();
    // What ended by itself in the moment it was taken over is still the person's.
    if (takenBy !== null) {
      const said = outcome === 'stopped' ? takenBy.said : `${takenBy.said} By then: ${reason}`;
      endAttempt(store, takenBy.who, attempt.id, { outcome: 'taken over', code, output, said });
      return;
    }
    if (outcome === 'stopped') throw new Error('A job stopped that nobody stopped');
    endAttempt(store, who, attempt.id, { outcome, code, output, said: '' });
    const comment = outcome === 'passed' ? reason : withLines(reason, output);
    // Somebody ticked it meanwhile: what they said holds.
    if (stateOfStep(store.db, attempt.stepId) !== 'in progress') {
      tellOfAttempt(store, who, attempt.id, comment);
      return;
    }
    try {
      tickStep(store, who, {
        stepId: attempt.stepId,
        kind: outcome === 'passed' ? 'finish' : 'fail',
        comment: `Automation: ${comment}`,
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      tellOfAttempt(store, who, attempt.id, `${reason} It is left to you: ${error.message}`);
    }
  };

  const stop = (live: Live, who: Who, said: string): void => {
    live.takenBy ??= { who, said };
    live.abort.abort();
    publish([`attempts/${live.attempt.runId}`]);
  };

  const takeOver: Attempts['takeOver'] = async (who, id) => {
    const live = lives.get(id);
    const attempt = live?.attempt ?? getAttempt(store.db, id);
    const name = automationName(attempt.automation);
    if (live) {
      stop(live, who, `${name} was taken over by hand and stopped.`);
      await live.settled;
    } else if (attempt.outcome === 'running') {
      const said = `${name} was taken over by hand. It was started on another device and may still run there.`;
      endAttempt(store, who, id, { outcome: 'taken over', code: null, output: '', said });
    } else throw refused(`${name} has ended already: ${attempt.outcome}.`);
    return viewOf(attempt.runId, id);
  };

  const list: Attempts['list'] = (id) =>
    attemptsOf(store.db, id).map(({ tail, chars, ...attempt }) => {
      const live = lives.get(attempt.id);
      const output = live?.job.output();
      return {
        ...attempt,
        tail: lastLines(output ?? tail, SHOWN_LINES),
        chars: output?.length ?? chars,
        here: live !== undefined,
        stopping: live?.abort.signal.aborted ?? false,
        limitAt: live?.limitAt ?? null,
      };
    });

  const viewOf = (runId: RunId, id: StepAttemptId): AttemptView => {
    const view = list(runId).find((one) => one.id === id);
    if (!view) throw new Error('An attempt is gone that was just written');
    return view;
  };

  const waiting = new Set<RunId>();
  const tellSoon = (runId: RunId) => () => {
    if (waiting.has(runId)) return;
    waiting.add(runId);
    setTimeout(() => {
      waiting.delete(runId);
      if (!closed) publish([`attempts/${runId}`]);
    }, TELL_EVERY).unref();
  };

  /** With the end of a run, backed out or not, ends what it started; so when another device takes it over. */
  const leave = store.onCommit((topics) => {
    for (const live of lives.values()) {
      const { attempt, takenBy } = live;
      if (takenBy !== null || !topics.includes(`runs/${attempt.runId}`)) continue;
      const who = { actor: attempt.actorId };
      const name = automationName(attempt.automation);
      const run = getRun(store.db, attempt.runId);
      if (!isRunning(run)) stop(live, who, `${name} was stopped because the run ended.`);
      else if (isHeldElsewhere(run, store.device.id))
        stop(live, who, `${name} was stopped because another device took the run over.`);
    }
  });

  return {
    start,
    takeOver,
    list,
    output: (id) => lives.get(id)?.job.output() ?? getAttempt(store.db, id).output,
    mustBeFree: (id) => {
      for (const { attempt } of lives.values()) {
        if (attempt.stepId === id)
          throw refused(
            `${automationName(attempt.automation)} carries step ${getStep(store.db, id).number} out. Take it over by hand first.`,
          );
      }
    },
    close: async () => {
      leave();
      closed = true;
      const open = [...lives.values()];
      lives.clear();
      for (const { attempt, job, abort } of open) {
        abort.abort();
        const said = `${automationName(attempt.automation)} was stopped because Slipway was closed. Look how far it came before going on.`;
        try {
          endAttempt(store, { actor: attempt.actorId }, attempt.id, {
            outcome: 'interrupted',
            code: null,
            output: job.output(),
            said,
          });
        } catch {
          // The next start finds it and says that its end is not known.
        }
      }
      await Promise.all(open.map(({ job }) => job.result));
    },
  };
}

type Prepared = {
  readonly limitMs: number;
  start(signal: AbortSignal, onOutput: () => void): Job;
};

function withLines(reason: string, output: string): string {
  const lines = lastLines(output, 5, 600);
  return lines === '' ? reason : `${reason} It wrote last:\n${lines}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
