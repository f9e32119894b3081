import { formatClock, formatDuration } from '#renderer/lib/format.ts';
import css from './Runner.module.css';
import type { RunModel } from './runModel.ts';

const HOT_MS = 5 * 60_000;
const DAY_MS = 24 * 3_600_000;

/** The one number beside the gauge and what it counts. `hot` = on a plate: under five minutes left, or passed. */
export type Countdown = {
  readonly figure: string;
  readonly words: string;
  readonly back: boolean;
  readonly hot: boolean;
};

/** What the run counts down to: back-out deadline, start, or its end. */
export function countdown(model: RunModel): Countdown {
  const { forecast, now, phase, view } = model;
  const plain = { back: false, hot: false };
  if (phase === 'ended') {
    const took = (view.run.endedAt ?? now) - (view.run.startedAt ?? now);
    return { figure: span(took), words: 'from start to end', ...plain };
  }
  if (phase === 'not started') {
    const ms = view.run.plannedStartAt - now;
    return { figure: span(ms), words: ms >= 0 ? 'until planned start' : 'past planned start', ...plain };
  }
  if (forecast.noReturnSince !== null) {
    return { figure: span(forecast.forecastEndAt - now), words: 'to forecast end', ...plain };
  }
  if (forecast.backOutDeadlineAt === null) {
    return { figure: span(forecast.forecastEndAt - now), words: 'to forecast end', ...plain };
  }
  const left = forecast.backOutDeadlineAt - now;
  const words = left < 0 ? 'past back-out deadline' : 'left to decide on back-out';
  return { figure: span(left), words, back: true, hot: left < HOT_MS };
}

/** A running clock below a day, a rounded length above. */
function span(ms: number): string {
  return Math.abs(ms) >= DAY_MS
    ? formatDuration(ms).replace(' days', ' d').replace(' day', ' d')
    : formatClock(ms);
}

/** Countdown beside the gauge of the runner. */
export function DeadlineCount({ model }: { readonly model: RunModel }) {
  const { figure, words, back, hot } = countdown(model);
  return (
    <div
      className={css.count}
      data-back={back || undefined}
      data-hot={hot || undefined}
      data-testid="countdown"
    >
      <b data-long={figure.length > 6 || undefined}>{figure}</b>
      <span>{words}</span>
    </div>
  );
}
