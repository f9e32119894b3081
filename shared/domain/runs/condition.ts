import type { Forecast, Run } from '#shared/contract/runbooks.ts';
import { MINUTE } from '../time.ts';
import { minutesText } from '../wording.ts';

/** Less than this many minutes left to decide on backing out is amber (product.md, "Clock"). */
const tightMinutes = 15;

/** A deployment step that starts before the window opens. */
export type Early = { readonly number: number; readonly startsAt: number };

type Clock = Omit<Forecast, 'rag' | 'because'> & {
  readonly run: Pick<
    Run,
    'windowStartsAt' | 'windowEndsAt' | 'protectionEndsAt' | 'startedAt' | 'endedAt' | 'backsOutId'
  >;
  /** Numbers of the steps that have failed and hold the run. */
  readonly failed: readonly number[];
  readonly early: Early | null;
};
type Condition = Pick<Forecast, 'rag' | 'because'>;

/** Red, amber or green, with the reason in one sentence. Times stand as `{epoch ms}` for the screen to write in its zone. */
export function conditionOf(clock: Clock): Condition {
  if (clock.run.endedAt !== null) return endedCondition(clock, clock.run.endedAt);
  const red = redReason(clock);
  if (red !== null) return { rag: 'red', because: red };
  const amber = amberReason(clock);
  if (amber !== null) return { rag: 'amber', because: amber };
  return { rag: 'green', because: greenReason(clock) };
}

function redReason({ now, run, forecastEndAt, backOutDeadlineAt }: Clock): string | null {
  if (run.protectionEndsAt !== null && forecastEndAt > run.protectionEndsAt) {
    return `Forecast end ${time(forecastEndAt)} is ${over(forecastEndAt, run.protectionEndsAt)} past protection end.`;
  }
  if (backOutDeadlineAt !== null && now > backOutDeadlineAt) {
    return `Back-out deadline ${time(backOutDeadlineAt)} passed ${over(now, backOutDeadlineAt)} ago.`;
  }
  return null;
}

function amberReason(clock: Clock) {
  if (clock.run.backsOutId !== null) return backingOut(clock);
  const { now, run, forecastEndAt, backOutDeadlineAt, deadlineAfterNext, failed, early } = clock;
  const tight = tightMinutes * MINUTE;
  if (backOutDeadlineAt !== null && backOutDeadlineAt - now < tight) {
    return `Only ${left(now, backOutDeadlineAt)} left to decide on back-out, until ${time(backOutDeadlineAt)}.`;
  }
  if (deadlineAfterNext !== null && deadlineAfterNext.deadlineAt !== null) {
    const { number, startsAt, deadlineAt } = deadlineAfterNext;
    if (deadlineAt < startsAt) {
      return `Once step ${number} starts at ${time(startsAt)}, it is ${over(startsAt, deadlineAt)} too late to back out.`;
    }
    if (deadlineAt - startsAt < tight) {
      return `Once step ${number} starts at ${time(startsAt)}, only ${left(startsAt, deadlineAt)} to back out.`;
    }
  }
  if (run.windowEndsAt !== null && forecastEndAt > run.windowEndsAt) {
    return `Forecast end ${time(forecastEndAt)} is ${over(forecastEndAt, run.windowEndsAt)} past window end.`;
  }
  if (early !== null && run.windowStartsAt !== null) {
    return `Step ${early.number} at ${time(early.startsAt)} is ${over(run.windowStartsAt, early.startsAt)} before the window opens at ${time(run.windowStartsAt)}.`;
  }
  if (failed.length > 0) {
    const which = failed.length === 1 ? `Step ${failed[0]} has` : `Steps ${failed.join(', ')} have`;
    return `${which} failed and ${failed.length === 1 ? 'holds' : 'hold'} the steps after; retried now, the run ends at ${time(forecastEndAt)}.`;
  }
  return null;
}

/** A back-out is never green: what was to be delivered is not. */
function backingOut({ run, forecastEndAt }: Clock): string {
  const room =
    run.protectionEndsAt === null
      ? ''
      : `; ${left(forecastEndAt, run.protectionEndsAt)} before protection end`;
  return `Service is restored at ${time(forecastEndAt)}${room}.`;
}

function greenReason({ run, forecastEndAt, plannedEndAt, noReturnSince }: Clock): string {
  const against =
    run.windowEndsAt === null
      ? againstPlan(forecastEndAt, plannedEndAt)
      : `${left(forecastEndAt, run.windowEndsAt)} before window end`;
  if (noReturnSince !== null) {
    return `No return since ${time(noReturnSince)}, roll forward; forecast end ${time(forecastEndAt)} is ${against}.`;
  }
  return `Forecast end ${time(forecastEndAt)} is ${against}.`;
}

function endedCondition({ run, plannedEndAt }: Clock, endedAt: number): Condition {
  const ended = `The run ended at ${time(endedAt)}`;
  if (run.protectionEndsAt !== null && endedAt > run.protectionEndsAt) {
    return { rag: 'red', because: `${ended}, ${over(endedAt, run.protectionEndsAt)} past protection end.` };
  }
  if (run.windowEndsAt !== null && endedAt > run.windowEndsAt) {
    return { rag: 'amber', because: `${ended}, ${over(endedAt, run.windowEndsAt)} past window end.` };
  }
  const against =
    run.windowEndsAt === null
      ? againstPlan(endedAt, plannedEndAt)
      : `${left(endedAt, run.windowEndsAt)} before window end`;
  return { rag: 'green', because: `${ended}, ${against}.` };
}

function againstPlan(at: number, planned: number): string {
  if (Math.abs(at - planned) < MINUTE) return 'as planned';
  return at > planned ? `${left(planned, at)} after plan` : `${left(at, planned)} before plan`;
}

const time = (at: number) => `{${at}}`;
/** Whole minutes that are surely left. */
const left = (from: number, until: number) => minutesText(Math.floor((until - from) / MINUTE));
/** Minutes overrun; a begun minute counts, so that 20 s past is never "0 min past". */
const over = (at: number, limit: number) => minutesText(Math.ceil((at - limit) / MINUTE));
