import type { GateVote, RunEvent } from '#shared/contract/run-records.ts';
import type { Run, Step } from '#shared/contract/runbooks.ts';
import type { PersonId } from '../ids.ts';
import { MINUTE } from '../time.ts';
import { cut, minutesText } from '../wording.ts';
import { type ForecastEvent, type ForecastRun, type ForecastStep, forecastRun } from './forecast.ts';
import { gateStanding } from './gates.ts';
import { suspension } from './run-moments.ts';
import { notBefore } from './schedule.ts';

/** What a run tells a person, once. */
export type Notice = {
  /** Names it among all notices of the run; who was told it is not told it again. */
  readonly key: string;
  readonly title: string;
  /** One sentence. Times in it stand between braces as epoch ms. */
  readonly text: string;
};

type ToldStep = ForecastStep & Pick<Step, 'kind' | 'title' | 'shortTitle' | 'ownerId' | 'voterIds'>;
type Told = {
  readonly run: ForecastRun & Pick<Run, 'kind'>;
  readonly releaseName: string;
  readonly steps: readonly ToldStep[];
  readonly events: readonly ForecastEvent[];
  readonly moments: readonly Pick<RunEvent, 'kind' | 'occurredAt' | 'comment'>[];
  readonly votes: readonly Pick<GateVote, 'stepId' | 'personId' | 'vote' | 'reason'>[];
};
type Input = {
  readonly view: Told;
  readonly personId: PersonId | null;
  /** Keys of what the person was told of this run before. */
  readonly announced: ReadonlySet<string>;
  /** Whether rehearsals tell anything. */
  readonly rehearsals: boolean;
  readonly now: number;
};

/** Minutes before the back-out deadline at which it is told, the nearest first; 0 = it has passed. */
const thresholds = [0, 5, 15];

/**
 * What a run has to tell a person at `now` and has not told yet: its back-out deadline, gates that are asked, steps of
 * theirs that can begin, and that it turned red. Nothing before it started or after it ended.
 */
export function noticesOf({ view, personId, announced, rehearsals, now }: Input): Notice[] {
  const { run } = view;
  if (run.startedAt === null || run.endedAt !== null) return [];
  if (run.kind === 'rehearsal' && !rehearsals) return [];
  const title = `${run.kind === 'rehearsal' ? 'Rehearsal of ' : ''}${cut(view.releaseName, 100)}`;
  const forecast = forecastRun({ run, steps: view.steps, events: view.events, now });
  const deadline = forecast.backOutDeadlineAt;
  const due = deadline === null ? [] : deadlineNotice(view, deadline, announced, now);
  // Past the deadline a run is red for that alone, which has been said.
  const late = deadline !== null && now >= deadline;
  if (forecast.rag === 'red' && !late) due.push({ key: 'red', text: `Red: ${forecast.because}` });
  if (suspension(view.moments) === null) {
    const states = new Map(forecast.steps.map(({ stepId, state }) => [stepId, state]));
    for (const step of view.steps) {
      const state = states.get(step.id);
      const begins = (notBefore(step, run.startedAt) ?? now) <= now;
      const counted = step.section !== 'Back-out' || run.backsOutId !== null;
      if (!begins || !counted) continue;
      if (step.kind === 'gate' && (state === 'ready' || state === 'in progress'))
        due.push(...gateNotice(view, step, personId));
      else if (state === 'ready' && personId !== null && step.ownerId === personId)
        due.push({ key: `next ${step.id}`, text: `You are next: step ${named(step)}.` });
    }
  }
  return due.filter(({ key }) => !announced.has(key)).map((notice) => ({ ...notice, title }));
}

type Due = Omit<Notice, 'title'>;

/**
 * The nearest threshold that was reached, unless it or a nearer one was told. A longer window is a new deadline; one that
 * moves because steps are ticked is not.
 */
function deadlineNotice(
  { moments }: Told,
  deadlineAt: number,
  announced: ReadonlySet<string>,
  now: number,
): Due[] {
  const extended = moments.filter(({ kind }) => kind === 'extend').length;
  const keyOf = (minutes: number) => `deadline ${minutes} ${extended}`;
  const at = thresholds.findIndex((minutes) => deadlineAt - now <= minutes * MINUTE);
  const reached = thresholds[at];
  if (reached === undefined) return [];
  if (thresholds.slice(0, at + 1).some((minutes) => announced.has(keyOf(minutes)))) return [];
  const left = minutesText(Math.round((deadlineAt - now) / MINUTE));
  const text =
    reached === 0
      ? `Back-out deadline {${deadlineAt}} has passed.`
      : `Back-out deadline {${deadlineAt}}, in ${left}.`;
  return [{ key: keyOf(reached), text }];
}

/** A voter hears that their word is missing, the others that votes are; a voter who has spoken hears nothing. */
function gateNotice({ votes }: Told, gate: ToldStep, personId: PersonId | null): Due[] {
  const { verdict, voices } = gateStanding(
    gate,
    votes.filter(({ stepId }) => stepId === gate.id),
  );
  const own = voices.find((voice) => voice.personId === personId);
  if (own)
    return own.vote === null
      ? [{ key: `word ${gate.id}`, text: `Gate ${named(gate)}, waits for your word.` }]
      : [];
  if (voices.length === 0) return [{ key: `votes ${gate.id}`, text: `Gate ${named(gate)}, is asked now.` }];
  if (verdict !== 'open') return [];
  const silent = voices.filter(({ vote }) => vote === null).length;
  return [
    { key: `votes ${gate.id}`, text: `Gate ${named(gate)}, waits for ${silent} of ${voices.length} votes.` },
  ];
}

/** `3, Go/no-go 1`. */
function named({ number, title, shortTitle }: ToldStep): string {
  return `${number}, ${cut(shortTitle || title, 100)}`;
}
