import type { RunView } from '#shared/contract/runbooks.ts';
import { type DoubtfulTime, doubtfulTimes } from '#shared/domain/runs/clock-corrections.ts';
import { jumpSentence, openJumps } from '#shared/domain/runs/clock-jumps.ts';
import { shortTitle } from './runModel.ts';

type Asked = Pick<RunView, 'run' | 'steps' | 'events' | 'moments'>;

/**
 * What is asked about the clock of a run: in words, with times between braces, and the times that are in doubt. Null
 * once somebody has answered.
 */
export function clockQuestion(view: Asked): {
  readonly words: string;
  readonly times: readonly DoubtfulTime[];
} | null {
  const jumps = openJumps(view.moments);
  if (jumps.length === 0) return null;
  const since = view.moments.findLast(({ kind }) => kind === 'clock answered')?.recordedAt ?? 0;
  const times = doubtfulTimes(view.run, view.events, jumps, since);
  const wrong = times.filter((time) => time.wrong);
  const inDoubt = wrong.length > 0 ? wrong : times;
  const slept = jumps.some(({ kind }) => kind !== 'set');
  const words = [
    ...jumps.map(jumpSentence),
    ...(inDoubt.length === 0
      ? []
      : [
          `${named(view, inDoubt)} ${inDoubt.length === 1 ? 'is' : 'are'} ${wrong.length > 0 ? 'recorded for later than now' : 'in doubt'}.`,
        ]),
    ...(slept ? ['What ended meanwhile is ticked with the time it happened (T).'] : []),
    'Are the times right?',
  ];
  return { words: words.join(' '), times };
}

/** The name of a time in doubt: `step 4 Drain the pool, end`. */
export function doubtfulName({ steps }: Pick<RunView, 'steps'>, { stepId, of }: DoubtfulTime): string {
  const step = steps.find(({ id }) => id === stepId);
  return step ? `step ${step.number} ${shortTitle(step)}, ${of}` : 'the start of the run';
}

const SHOWN = 3;

function named(view: Asked, times: readonly DoubtfulTime[]): string {
  const names = times.slice(0, SHOWN).map((time) => `${doubtfulName(view, time)} {${time.at}}`);
  const more = times.length - names.length;
  const text = [...names, ...(more > 0 ? [`${more} more`] : [])].join('; ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
