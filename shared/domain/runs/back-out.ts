import type { StepEvent } from '#shared/contract/run-records.ts';
import type { BackOutPlan, Run, Step } from '#shared/contract/runbooks.ts';
import { type Graph, graphOf, orderOf } from '../graph.ts';
import type { ChangeId, StepId } from '../ids.ts';
import { MINUTE } from '../time.ts';
import { undoMinutesOf, wasTouched } from './forecast.ts';
import { recordsOf, untouched } from './runbooks.ts';

/** What a step of a back-out takes from the step it stands for. */
type Body = Pick<
  Step,
  | 'section'
  | 'title'
  | 'shortTitle'
  | 'instructions'
  | 'kind'
  | 'ownerRole'
  | 'ownerId'
  | 'changeId'
  | 'serviceId'
  | 'plannedMinutes'
>;
type Undone = Body & Pick<Step, 'id' | 'number' | 'undo' | 'undoMinutes' | 'undoTitle' | 'dependsOn'>;

/** A step of a back-out run. `key` names it among its own; `dependsOn` holds such keys. */
export type BackOutStep = Body & {
  readonly key: string;
  readonly dependsOn: readonly string[];
  readonly undoesId: StepId | null;
  readonly undoes: number | null;
  readonly estimated: boolean;
};

export type BackOut = {
  readonly source: BackOutPlan['source'];
  readonly steps: readonly BackOutStep[];
  readonly irreversible: readonly number[];
};

/**
 * What backs a run out (product.md, "Back-out is a run too"): the back-out steps of the runbook where it has any that
 * were not ticked, else the undo of each step that was done, started or failed, in reverse order of the dependencies;
 * a step is undone once all that was built on it is. A check that service is restored comes last. Linear in steps and
 * dependencies, but for chains of steps that leave nothing to undo. With `only`, what backs out that change alone: there
 * the check is asked also when nothing has to be undone before it.
 */
export function backOutOf(
  run: Pick<Run, 'validationMinutes'>,
  steps: readonly Undone[],
  events: readonly Pick<StepEvent, 'stepId' | 'kind' | 'occurredAt'>[],
  only: ChangeId | null = null,
): BackOut {
  const records = recordsOf(events);
  const ticked = ({ id }: Undone) => (records.get(id) ?? untouched).ticked;
  const meant = ({ changeId }: Undone) => only === null || changeId === only;
  const touched = (step: Undone) => meant(step) && wasTouched(ticked(step));
  const own = steps.filter((step) => meant(step) && step.section === 'Back-out' && ticked(step) === 'none');
  const done = own.length > 0 ? ownSteps(own, only !== null) : undoSteps(steps, touched);
  const needed = new Set(done.flatMap(({ dependsOn }) => dependsOn));
  return {
    source: own.length > 0 ? 'own' : 'undo',
    steps:
      done.length === 0 && only === null
        ? []
        : [
            ...done,
            validation(
              run.validationMinutes,
              done.map(({ key }) => key).filter((key) => !needed.has(key)),
            ),
          ],
    irreversible: steps
      .filter((step) => step.undo === 'irreversible' && touched(step))
      .map(({ number }) => number),
  };
}

/** How long a back-out takes from its beginning, in ms: its longest chain. */
export function backOutLength(steps: readonly BackOutStep[]): number {
  const ends = new Map<string, number>();
  for (const step of steps) {
    const from = step.dependsOn.reduce((latest, key) => Math.max(latest, ends.get(key) ?? 0), 0);
    ends.set(step.key, from + step.plannedMinutes * MINUTE);
  }
  return Math.max(0, ...ends.values());
}

/** Why a run cannot be backed out now, in a sentence; null when it can. */
export function backOutRefusal(
  run: Pick<Run, 'startedAt' | 'endedAt' | 'backsOutId'>,
  { source, steps, irreversible }: BackOut,
): string | null {
  if (run.startedAt === null) return 'This run has not started, so there is nothing to back out.';
  if (run.endedAt !== null) return 'This run has ended; what happened in it stays as it is.';
  if (run.backsOutId !== null)
    return 'This run is a back-out already. Retry, work around or skip what fails in it.';
  if (source === 'undo' && irreversible.length > 0) {
    const which = irreversible.length === 1 ? `Step ${irreversible[0]}` : `Steps ${irreversible.join(', ')}`;
    return `${which} cannot be undone and the runbook has no back-out steps of its own. Roll forward.`;
  }
  return steps.length === 0
    ? 'Nothing that was done or started leaves anything to undo. End the run instead.'
    : null;
}

/** `alone`: each says which step of the run it stands for, because that run goes on. */
function ownSteps(own: readonly Undone[], alone: boolean): BackOutStep[] {
  const ids = new Set<string>(own.map(({ id }) => id));
  const graph = graphOf<StepId>(own);
  return orderOf(graph).flatMap((i) => {
    const step = own[i];
    return step === undefined
      ? []
      : [
          {
            ...bodyOf(step),
            title: step.title,
            shortTitle: step.shortTitle,
            instructions: step.instructions,
            kind: step.kind,
            plannedMinutes: step.plannedMinutes,
            dependsOn: step.dependsOn.filter((id) => ids.has(id)),
            undoesId: alone ? step.id : null,
            undoes: null,
            estimated: false,
          },
        ];
  });
}

function undoSteps(steps: readonly Undone[], touched: (step: Undone) => boolean): BackOutStep[] {
  const graph = graphOf<StepId>(steps);
  const undone = steps.map((step) => step.undo === 'steps' && touched(step));
  const before = steps.map((): ReadonlySet<string> => new Set());
  const list: BackOutStep[] = [];
  for (const i of orderOf(graph).toReversed()) {
    const step = steps[i];
    if (step === undefined) continue;
    before[i] = builtOn(i, steps, graph, undone, before);
    if (!undone[i]) continue;
    const { minutes, estimated } = undoMinutesOf(step);
    list.push({
      ...bodyOf(step),
      title: step.undoTitle.trim() || `Undo: ${step.title}`,
      shortTitle: '',
      instructions: '',
      kind: 'manual',
      plannedMinutes: minutes,
      dependsOn: [...(before[i] ?? [])],
      undoesId: step.id,
      undoes: step.number,
      estimated,
    });
  }
  return list;
}

/** Keys of the undo steps that come before the undo of step `i`: those of what was built on it, through what leaves nothing. */
function builtOn(
  i: number,
  steps: readonly Undone[],
  graph: Graph,
  undone: readonly boolean[],
  before: readonly ReadonlySet<string>[],
): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const j of graph.after[i] ?? []) {
    if (undone[j]) keys.add(steps[j]?.id ?? '');
    else for (const key of before[j] ?? []) keys.add(key);
  }
  return keys;
}

function bodyOf({ id, ownerRole, ownerId, changeId, serviceId }: Undone) {
  return { key: id as string, section: 'Back-out' as const, ownerRole, ownerId, changeId, serviceId };
}

function validation(minutes: number, dependsOn: readonly string[]): BackOutStep {
  return {
    key: 'validation',
    section: 'Back-out',
    title: 'Check that service is restored',
    shortTitle: 'Service restored',
    instructions: '',
    kind: 'validation',
    ownerRole: '',
    ownerId: null,
    changeId: null,
    serviceId: null,
    plannedMinutes: minutes,
    dependsOn,
    undoesId: null,
    undoes: null,
    estimated: false,
  };
}
