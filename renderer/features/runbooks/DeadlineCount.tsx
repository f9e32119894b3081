import { formatClock } from '#renderer/lib/format.ts';
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

/** What the run counts down to: back-out deadline, start, or its end. The wall has room for five large figures. */
export function countdown(model: RunModel, where: 'runner' | 'wall' = 'runner'): Countdown {
  const { forecast, now, phase, view } = model;
  const span = where === 'wall' ? wallSpan : runnerSpan;
  const plain = { back: false, hot: false };
  if (phase === 'ended') {
    const took = (view.run.endedAt ?? now) - (view.run.startedAt ?? now);
    return { figure: span(took), words: 'from start to end', ...plain };
  }
  if (phase === 'not started') {
    const ms = view.run.plannedStartAt - now;
    return { figure: span(ms), words: ms >= 0 ? 'until planned start' : 'past planned start', ...plain };
  }
  if (view.run.backsOutId !== null && model.finished === model.total) {
    const took = Math.max(0, forecast.forecastEndAt - (view.run.startedAt ?? now));
    return { figure: span(took), words: 'until service was restored', ...plain };
  }
  if (forecast.noReturnSince !== null || forecast.backOutDeadlineAt === null) {
    return {
      figure: span(forecast.forecastEndAt - now),
      words: view.run.backsOutId === null ? 'to forecast end' : 'until service is restored',
      ...plain,
    };
  }
  const left = forecast.backOutDeadlineAt - now;
  const words = left < 0 ? 'past back-out deadline' : 'left to decide on back-out';
  return { figure: span(left), words, back: true, hot: left < HOT_MS };
}

/** A running clock below a day, a rounded length above. */
function runnerSpan(ms: number): string {
  return Math.abs(ms) < DAY_MS
    ? formatClock(ms)
    : `${ms < 0 ? '+' : ''}${Math.floor(Math.abs(ms) / DAY_MS)} d`;
}

/** `33:42`, from an hour on `1 h 33`, then whole hours and days. */
function wallSpan(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  const sign = ms < 0 ? '+' : '';
  if (minutes < 60) return formatClock(ms);
  if (minutes < 600)
    return `${sign}${Math.floor(minutes / 60)}\u2009h\u2009${String(minutes % 60).padStart(2, '0')}`;
  if (minutes < 2880) return `${sign}${Math.floor(minutes / 60)} h`;
  return `${sign}${Math.floor(minutes / 1440)} d`;
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
