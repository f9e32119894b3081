import type { RunChange, RunEvent, StepEvent, StepEventKind } from '#shared/contract/run-records.ts';
import type { Forecast, Run, Step, StepState } from '#shared/contract/runbooks.ts';
import { type Graph, graphOf } from '../graph.ts';
import type { ChangeId, StepId } from '../ids.ts';
import { MINUTE } from '../time.ts';
import { shortList } from '../wording.ts';
import type { BackOut } from './back-out.ts';
import { type ForecastRun, type ForecastStep, forecastRun, wasTouched } from './forecast.ts';
import { finishedStates, recordsOf, stepStates, untouched } from './runbooks.ts';

type Event = Pick<StepEvent, 'stepId' | 'kind' | 'occurredAt'>;
type Numbered = Pick<Step, 'number' | 'title'>;
type ChangeStep = ForecastStep & Pick<Step, 'title' | 'changeId'>;

/** One change among the steps of a run. All lists are in the order of the run. */
export type OneChange<S> = {
  /** Its steps nobody has begun, back-out steps aside. */
  readonly left: readonly S[];
  /** Its own back-out steps that nobody has ticked. */
  readonly backOut: readonly S[];
  /** Its steps that were done, started or failed, and were not undone. */
  readonly begun: readonly S[];
  /** Steps of others that wait for one of its steps and were not begun. */
  readonly waiting: readonly S[];
  /** Steps of others that were begun after one of its begun steps and would lose their ground. */
  readonly onTop: readonly S[];
};

/**
 * How one change lies in a run. A step stands on top of it when it was begun, comes after a begun step of the change, and
 * belongs to another change or leaves something behind; a gate or a message in between does not. Linear in steps and
 * dependencies.
 */
export function changeInRun<S extends ChangeStep>(
  steps: readonly S[],
  events: readonly Event[],
  changeId: ChangeId,
): OneChange<S> {
  const records = recordsOf(events);
  const ticked = (step: S) => (records.get(step.id) ?? untouched).ticked;
  const own = (step: S) => step.changeId === changeId;
  const ids = new Set(steps.filter(own).map(({ id }) => id));
  const open = (step: S) => ticked(step) === 'none';
  const begun = steps.filter((step) => own(step) && wasTouched(ticked(step)));
  const after = following(graphOf<StepId>(steps), steps, begun);
  return {
    left: steps.filter((step) => own(step) && open(step) && step.section !== 'Back-out'),
    backOut: steps.filter((step) => own(step) && open(step) && step.section === 'Back-out'),
    begun,
    waiting: steps.filter(
      (step) =>
        !own(step) && open(step) && step.section !== 'Back-out' && step.dependsOn.some((id) => ids.has(id)),
    ),
    onTop: steps.filter(
      (step, i) =>
        after.has(i) &&
        !own(step) &&
        wasTouched(ticked(step)) &&
        (step.changeId !== null || step.undo !== 'none needed'),
    ),
  };
}

/** Places of all steps that come after one of `first`, however far. */
function following<S extends { readonly id: StepId }>(
  graph: Graph,
  steps: readonly S[],
  first: readonly S[],
): ReadonlySet<number> {
  const ids = new Set(first.map(({ id }) => id));
  const queue = steps.flatMap(({ id }, i) => (ids.has(id) ? [i] : []));
  const found = new Set<number>();
  for (const i of queue) {
    for (const j of graph.after[i] ?? []) {
      if (found.has(j)) continue;
      found.add(j);
      queue.push(j);
    }
  }
  return found;
}

/**
 * What the steps of others wait for once some steps are skipped: also for what those had waited for, so that nothing begins
 * sooner than it would have. Only steps whose dependencies grow are in the answer.
 */
export function dependenciesWithout<S extends Pick<Step, 'id' | 'dependsOn'>>(
  steps: readonly S[],
  skipped: ReadonlySet<StepId>,
): ReadonlyMap<StepId, StepId[]> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const grown = new Map<StepId, StepId[]>();
  for (const step of steps) {
    if (skipped.has(step.id) || !step.dependsOn.some((id) => skipped.has(id))) continue;
    const all = new Set(step.dependsOn);
    for (const id of all) {
      if (skipped.has(id)) for (const before of byId.get(id)?.dependsOn ?? []) all.add(before);
    }
    if (all.size > step.dependsOn.length) grown.set(step.id, [...all]);
  }
  return grown;
}

/**
 * The clock of a run after a change has left it now; `undoneAt`: by when what was begun of it is undone, null where nothing
 * was begun. What waits for a step that failed or runs waits until then, and so does the end of the run.
 */
export function clockWithout(
  run: ForecastRun,
  steps: readonly ForecastStep[],
  events: readonly Event[],
  { left, begun }: Pick<OneChange<ForecastStep>, 'left' | 'begun'>,
  { now, undoneAt }: { readonly now: number; readonly undoneAt: number | null },
): Forecast {
  const skipped = new Set(left.map(({ id }) => id));
  const grown = dependenciesWithout(steps, skipped);
  const states = stepStates(steps, events);
  const holding = new Set(
    begun.filter(({ id }) => !finishedStates.includes(states.get(id) ?? 'pending')).map(({ id }) => id),
  );
  const held = steps.map((one) => {
    const dependsOn = grown.get(one.id) ?? one.dependsOn;
    return dependsOn.some((id) => holding.has(id))
      ? { ...one, dependsOn: [...dependsOn, UNDOING] }
      : { ...one, dependsOn };
  });
  const recorded = (stepId: StepId, kind: StepEventKind): Event => ({ stepId, kind, occurredAt: now });
  return forecastRun({
    run,
    steps: undoneAt === null ? held : [undoing(Math.ceil((undoneAt - now) / MINUTE)), ...held],
    events: [
      ...events,
      ...(undoneAt === null ? [] : [recorded(UNDOING, 'start')]),
      ...[...skipped].map((id) => recorded(id, 'skip')),
      ...begun.map(({ id }) => recorded(id, 'undo')),
    ],
    now,
  });
}

/** Stands for the run that undoes the change, beside the steps of the run that goes on. */
const UNDOING = 'undoing' as StepId;

function undoing(plannedMinutes: number): ForecastStep {
  return {
    id: UNDOING,
    number: 0,
    section: 'Post-deployment',
    dependsOn: [],
    plannedMinutes,
    undo: 'none needed',
    undoMinutes: null,
    offsetMinutes: null,
  };
}

/** Why a change cannot be taken out of a run now, in a sentence; null when it can. `goOn`: somebody said that the others go on without it. */
export function takeOutRefusal(
  run: Pick<Run, 'endedAt' | 'backsOutId'>,
  ref: string,
  { left, begun, waiting }: OneChange<Numbered>,
  goOn: boolean,
): string | null {
  if (run.endedAt !== null) return 'This run has ended; what happened in it stays as it is.';
  if (run.backsOutId !== null) return 'This run is a back-out; what is undone in it stays in it.';
  if (begun.length > 0)
    return `${stepsNamed(begun)} of ${ref} ${begun.length === 1 ? 'was' : 'were'} begun already. Back ${ref} out alone instead.`;
  if (left.length === 0) return `${ref} has no step left in this run.`;
  return goOn ? null : goesOn(ref, waiting);
}

/** Why a change cannot be backed out alone now, in a sentence; null when it can. */
export function backOutOneRefusal(
  run: Pick<Run, 'startedAt' | 'endedAt' | 'backsOutId'>,
  ref: string,
  found: OneChange<Numbered>,
  { source, irreversible }: Pick<BackOut, 'source' | 'irreversible'>,
  goOn: boolean,
): string | null {
  if (run.startedAt === null) return 'This run has not started. Take the change out of it instead.';
  if (run.endedAt !== null) return 'This run has ended; what happened in it stays as it is.';
  if (run.backsOutId !== null) return 'This run is a back-out already.';
  if (found.begun.length === 0)
    return `No step of ${ref} was begun, so there is nothing to back out. Take it out of the run instead.`;
  if (found.onTop.length > 0)
    return `${stepsNamed(found.onTop)} ${found.onTop.length === 1 ? 'was' : 'were'} done on top of ${ref}. Back the whole run out, or roll forward.`;
  if (source === 'undo' && irreversible.length > 0) {
    const which = `Step${irreversible.length === 1 ? '' : 's'} ${irreversible.join(', ')}`;
    return `${which} of ${ref} cannot be undone and it has no back-out steps of its own. Roll forward.`;
  }
  return goOn ? null : goesOn(ref, found.waiting);
}

function goesOn(ref: string, waiting: readonly Numbered[]): string | null {
  if (waiting.length === 0) return null;
  const [wait, go] = waiting.length === 1 ? ['waits', 'goes'] : ['wait', 'go'];
  return `${stepsNamed(waiting)} ${wait} for ${ref}. Say that ${waiting.length === 1 ? 'it' : 'they'} ${go} on without it.`;
}

function stepsNamed(steps: readonly Numbered[]): string {
  const names = steps.map(({ number, title }) => `${number} ${title}`);
  return `Step${steps.length === 1 ? '' : 's'} ${shortList(names, 6)}`;
}

/**
 * What is recorded on a step of the run when the step of the one-change back-out that stands for it was ticked: it is
 * undone, or its own back-out step is done with; taken back where the tick is. Null when nothing changes.
 */
export function mirrored(
  kind: StepEventKind,
  { section }: Pick<Step, 'section'>,
  state: StepState,
): StepEventKind | null {
  const over = state === 'undone' || (section === 'Back-out' && state === 'skipped');
  if (kind === 'finish' || kind === 'workaround') {
    if (over) return null;
    return section === 'Back-out' ? 'skip' : 'undo';
  }
  return over && (kind === 'clear' || kind === 'fail') ? 'clear' : null;
}

type Part = Pick<Run, 'id' | 'changeId' | 'endedAt' | 'outcome' | 'restoredAt'>;
type Standing = Pick<RunChange, 'standing' | 'reason' | 'backOutId' | 'restoredAt'>;

/** Where a change stands in its run: from the moments of the run and the runs that back out one change of it. */
export function standingInRun(
  changeId: ChangeId,
  moments: readonly Pick<RunEvent, 'kind' | 'changeId' | 'comment'>[],
  parts: readonly Part[],
): Standing {
  const said = moments.findLast((one) => one.changeId === changeId);
  const part = parts.findLast((one) => one.changeId === changeId);
  const reason = said?.comment ?? '';
  if (part) {
    const standing =
      part.endedAt === null ? 'backing out' : part.outcome === 'completed' ? 'backed out' : 'not backed out';
    return { standing, reason, backOutId: part.id, restoredAt: part.restoredAt };
  }
  const standing = said?.kind === 'take out' ? 'taken out' : 'in';
  return { standing, reason, backOutId: null, restoredAt: null };
}

/** Why nothing more is ticked on a step of a change in its run, in a sentence; null when it may be. */
export function changeHolds(ref: string, standing: RunChange['standing']): string | null {
  switch (standing) {
    case 'in':
    case 'not backed out':
      return null;
    case 'taken out':
      return `${ref} was taken out of this run. Plan it again as a new change.`;
    case 'backing out':
      return `${ref} is being backed out alone; its steps are ticked in that run.`;
    case 'backed out':
      return `${ref} was backed out of this run. Plan it again as a new change.`;
  }
}
