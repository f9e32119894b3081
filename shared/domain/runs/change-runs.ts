import type { Change, TicketStep } from '#shared/contract/changes.ts';
import type { Step } from '#shared/contract/runbooks.ts';
import type { ChangeId } from '../ids.ts';
import { cut } from '../wording.ts';

/** A step of a run that is made out of changes; `after` are the places of the steps it waits for. */
export type ChangeStep = Pick<
  Step,
  'section' | 'title' | 'plannedMinutes' | 'undo' | 'undoMinutes' | 'undoTitle' | 'ownerId'
> & { readonly changeId: ChangeId; readonly after: readonly number[] };

type Planned = Pick<
  Change,
  'id' | 'ref' | 'assigneeId' | 'validatorId' | 'deploymentSteps' | 'validationSteps' | 'backOutSteps'
>;

/** A step for which nobody wrote an estimate takes this many minutes in a plan. */
const UNESTIMATED = 10;

/**
 * The steps of a run out of the plans of changes: deployment and validation of one change after the other, and their
 * back-outs in reverse order. Backing a change out takes as long as its back-out steps together, from its first step on;
 * one without any is undone step by step.
 */
export function stepsOfChanges(changes: readonly Planned[]): ChangeStep[] {
  const steps: ChangeStep[] = [];
  const add = (step: Omit<ChangeStep, 'after'>, first: boolean) =>
    steps.push({ ...step, after: first ? [] : [steps.length - 1] });
  for (const change of changes) {
    const { id: changeId, ref, assigneeId, validatorId, backOutSteps } = change;
    const body = ({ title, minutes }: TicketStep) => ({
      title: cut(title, 300),
      plannedMinutes: minutes ?? UNESTIMATED,
      changeId,
    });
    const back = backOutSteps.reduce((sum, { minutes }) => sum + (minutes ?? UNESTIMATED), 0);
    const undo = { undo: 'none needed', undoMinutes: null, undoTitle: '' } as const;
    written(change.deploymentSteps).forEach((one, i) => {
      const whole = { undo: 'steps', undoMinutes: back, undoTitle: `Back out ${ref}` } as const;
      const single = { undo: 'steps', undoMinutes: null, undoTitle: '' } as const;
      const undone = backOutSteps.length === 0 ? single : i === 0 ? whole : undo;
      add({ ...body(one), ...undone, section: 'Deployment', ownerId: assigneeId }, steps.length === 0);
    });
    for (const one of written(change.validationSteps))
      add(
        { ...body(one), ...undo, section: 'Validation', ownerId: validatorId ?? assigneeId },
        steps.length === 0,
      );
  }
  const forward = steps.length;
  for (const { id: changeId, assigneeId, backOutSteps } of changes.toReversed()) {
    for (const { title, minutes } of written(backOutSteps))
      add(
        {
          title: cut(title, 300),
          plannedMinutes: minutes ?? UNESTIMATED,
          section: 'Back-out',
          changeId,
          ownerId: assigneeId,
          undo: 'none needed',
          undoMinutes: null,
          undoTitle: '',
        },
        steps.length === forward,
      );
  }
  return steps;
}

function written(steps: readonly TicketStep[]): TicketStep[] {
  return steps.filter(({ title }) => title.trim() !== '');
}
