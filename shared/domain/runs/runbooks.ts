import type { StepEvent, StepEventKind } from '#shared/contract/run-records.ts';
import type { Step, StepState } from '#shared/contract/runbooks.ts';
import type { Section } from '#shared/contract/steps.ts';
import { graphOf, orderOf } from '../graph.ts';
import type { StepId } from '../ids.ts';
import { MINUTE } from '../time.ts';
import { minutesText } from '../wording.ts';

export { dependencyCycle, topologicalOrder } from '../graph.ts';

type Placed = Pick<Step, 'id' | 'dependsOn'>;
type Ticked = Pick<StepEvent, 'stepId' | 'kind' | 'occurredAt'>;

/** What the events of one step amount to. Instants are ms UTC, null when not recorded. */
export type StepRecord = {
  readonly ticked: 'none' | 'in progress' | 'done' | 'done with workaround' | 'skipped' | 'failed' | 'undone';
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** What was undone, so that clearing the undo brings it back. */
  readonly before?: StepRecord;
  /** When an attempt that failed had begun, kept after the failure was cleared: it happened all the same. */
  readonly triedAt?: number;
};
export const untouched: StepRecord = { ticked: 'none', startedAt: null, endedAt: null };

/** Order in which a run is read aloud. */
export const sections: readonly Section[] = [
  'Pre-deployment',
  'Deployment',
  'Smoke test',
  'Validation',
  'Post-deployment',
  'Back-out',
];

/** States after which the next steps may start. */
export const finishedStates: readonly StepState[] = ['done', 'done with workaround', 'skipped', 'undone'];

/**
 * Folds the events of a run, given in the order they were recorded. The last tick wins, but a failure holds against
 * whatever another device ticked until somebody clears it, and so does an undo. A clear takes the last tick back: a finished step is in
 * progress again if it was started, a failed or started one begins anew.
 */
export function recordsOf(events: readonly Ticked[]): Map<StepId, StepRecord> {
  const records = new Map<StepId, StepRecord>();
  for (const event of events) {
    records.set(event.stepId, afterEvent(records.get(event.stepId) ?? untouched, event));
  }
  return records;
}

function afterEvent(record: StepRecord, event: Ticked): StepRecord {
  const after = afterTick(record, event);
  const failedOne = event.kind === 'clear' && record.ticked === 'failed';
  const triedAt = record.triedAt ?? (failedOne ? (record.startedAt ?? record.endedAt) : null);
  return triedAt === null ? after : { ...after, triedAt };
}

function afterTick(record: StepRecord, { kind, occurredAt }: Ticked): StepRecord {
  const { ticked, startedAt } = record;
  if (kind === 'clear') {
    if (ticked === 'undone') return record.before ?? untouched;
    const wasUnderWay = startedAt !== null && ticked !== 'failed' && ticked !== 'in progress';
    return wasUnderWay ? { ticked: 'in progress', startedAt, endedAt: null } : untouched;
  }
  if (ticked === 'undone') return record;
  if (kind === 'undo') return { ticked: 'undone', startedAt, endedAt: occurredAt, before: record };
  if (ticked === 'failed') return record;
  switch (kind) {
    case 'start':
      // A start that arrives after the tick says when it began, not that it is open again.
      if (ticked !== 'none' && ticked !== 'in progress')
        return { ...record, startedAt: startedAt ?? occurredAt };
      return { ticked: 'in progress', startedAt: occurredAt, endedAt: null };
    case 'finish':
      return { ticked: 'done', startedAt, endedAt: occurredAt };
    case 'workaround':
      return { ticked: 'done with workaround', startedAt, endedAt: occurredAt };
    case 'skip':
      return { ticked: 'skipped', startedAt, endedAt: occurredAt };
    case 'fail':
      return { ticked: 'failed', startedAt, endedAt: occurredAt };
  }
}

/**
 * State of every step. A step without a tick is ready when all it depends on is finished, blocked when something on
 * the way to it failed, else pending.
 */
export function stepStates(steps: readonly Placed[], events: readonly Ticked[]): Map<StepId, StepState> {
  return statesOf(steps, recordsOf(events));
}

/** As `stepStates`, from records that are already folded. */
export function statesOf(
  steps: readonly Placed[],
  records: ReadonlyMap<StepId, StepRecord>,
): Map<StepId, StepState> {
  const graph = graphOf<StepId>(steps);
  const states: StepState[] = steps.map(() => 'pending');
  for (const i of orderOf(graph)) {
    const step = steps[i];
    if (step === undefined) continue;
    const ticked = records.get(step.id)?.ticked ?? 'none';
    states[i] = ticked === 'none' ? waitingState((graph.before[i] ?? []).map((j) => states[j])) : ticked;
  }
  // On a cycle nothing ever becomes ready, but what was ticked stays ticked.
  return new Map(
    steps.map((step, i) => {
      const ticked = records.get(step.id)?.ticked ?? 'none';
      return [step.id, ticked === 'none' ? (states[i] ?? 'pending') : ticked];
    }),
  );
}

function waitingState(before: readonly (StepState | undefined)[]): StepState {
  if (before.some((state) => state === 'failed' || state === 'blocked')) return 'blocked';
  return before.every((state) => state !== undefined && finishedStates.includes(state)) ? 'ready' : 'pending';
}

const eventsByState: Readonly<Record<StepState, readonly StepEventKind[]>> = {
  pending: ['skip'],
  ready: ['start', 'finish', 'workaround', 'skip', 'fail'],
  'in progress': ['finish', 'workaround', 'skip', 'fail', 'clear'],
  done: ['fail', 'clear'],
  'done with workaround': ['fail', 'clear'],
  skipped: ['clear'],
  failed: ['clear'],
  blocked: ['skip'],
  undone: [],
};

/** What can be recorded on a step in this state, the usual one first. After a failure: clear it, then start again. */
export function allowedEvents(state: StepState): readonly StepEventKind[] {
  return eventsByState[state];
}

/** True for events that are worth nothing to a reader without their why. */
export function needsComment(kind: StepEventKind): boolean {
  return kind === 'workaround' || kind === 'skip' || kind === 'fail';
}

const eventPhrase: Readonly<Record<StepEventKind, string>> = {
  start: 'be started',
  finish: 'be finished',
  workaround: 'be finished with a workaround',
  skip: 'be skipped',
  fail: 'be marked as failed',
  clear: 'be taken back',
  undo: 'be marked as undone',
};

const stateReason: Readonly<Record<StepState, string>> = {
  pending: 'it waits for steps before it',
  ready: 'it is ready and nothing is recorded on it yet',
  'in progress': 'it is in progress',
  done: 'it is done',
  'done with workaround': 'it is done with a workaround',
  skipped: 'it was skipped',
  failed: 'it has failed, which holds until somebody clears it',
  blocked: 'a step before it has failed',
  undone: 'its change was backed out',
};

/** Why this event cannot be recorded on this step now, in a sentence; null when it can. */
export function refusal(
  step: Pick<Step, 'number'>,
  state: StepState,
  kind: StepEventKind,
  comment: string,
): string | null {
  if (!allowedEvents(state).includes(kind)) {
    return `Step ${step.number} cannot ${eventPhrase[kind]}: ${stateReason[state]}.`;
  }
  if (needsComment(kind) && comment.trim() === '') {
    return `Step ${step.number} can ${eventPhrase[kind]} only with a comment that says why.`;
  }
  return null;
}

/** Why nothing begins on a step before its offset has passed, in a sentence; null when it may. Skipping it needs no time. */
export function beforeItsOffset(
  { number, offsetMinutes }: Pick<Step, 'number' | 'offsetMinutes'>,
  kind: StepEventKind,
  runBegan: number,
  now: number,
): string | null {
  const begins = kind === 'start' || kind === 'finish' || kind === 'workaround';
  const at = runBegan + (offsetMinutes ?? 0) * MINUTE;
  if (!begins || offsetMinutes === null || now >= at) return null;
  return `Step ${number} does not begin before {${at}}, ${minutesText(offsetMinutes)} after the start of the run.`;
}

/** Finished and total steps of each section that has any, in the order of a run. */
export function sectionsProgress(
  steps: readonly Pick<Step, 'id' | 'section'>[],
  states: ReadonlyMap<StepId, StepState>,
): readonly { readonly section: Section; readonly done: number; readonly total: number }[] {
  return sections.flatMap((section) => {
    const own = steps.filter((step) => step.section === section);
    if (own.length === 0) return [];
    const done = own.filter((step) => finishedStates.includes(states.get(step.id) ?? 'pending')).length;
    return { section, done, total: own.length };
  });
}
