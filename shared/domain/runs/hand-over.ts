import type { StepEvent } from '#shared/contract/run-records.ts';
import type { Step } from '#shared/contract/runbooks.ts';
import type { RoomRole } from '#shared/contract/warroom.ts';
import type { PersonId, StepId } from '../ids.ts';
import { capital, shortList } from '../wording.ts';
import { finishedStates, stepStates } from './runbooks.ts';

type Owned = Pick<Step, 'id' | 'number' | 'dependsOn' | 'ownerId'>;

/** Steps of one person that are not finished, started and failed ones too, in the order of the run. */
export function openStepsOf<S extends Owned>(
  steps: readonly S[],
  events: readonly Pick<StepEvent, 'stepId' | 'kind' | 'occurredAt'>[],
  personId: PersonId,
): readonly S[] {
  const states = stepStates(steps, events);
  const open = (id: StepId) => !finishedStates.includes(states.get(id) ?? 'pending');
  return steps.filter(({ id, ownerId }) => ownerId === personId && open(id));
}

/** Why nothing is handed over, in a sentence; null when something is. */
export function handOverRefusal(
  given: { readonly fromId: PersonId; readonly toId: PersonId; readonly roles: boolean },
  from: string,
  open: readonly unknown[],
  held: readonly RoomRole[],
): string | null {
  if (given.fromId === given.toId) return `${from} has these steps already. Choose who takes them.`;
  if (open.length > 0 || (given.roles && held.length > 0)) return null;
  return `${from} has no open step in this run${given.roles ? ' and no role of the room' : ''}.`;
}

/** What the log says was handed over: the steps by number, the roles, from whom to whom. */
export function handOverText(
  open: readonly Pick<Step, 'number'>[],
  roles: readonly RoomRole[],
  names: { readonly from: string; readonly to: string },
  note: string,
): string {
  const numbers = open.map(({ number }) => String(number));
  const steps =
    numbers.length === 0 ? [] : [`step${numbers.length === 1 ? '' : 's'} ${shortList(numbers, 40)}`];
  const what = capital([...steps, ...roles].join(', '));
  return [`${what}: ${names.from} to ${names.to}.`, note.trim()].filter(Boolean).join(' ');
}
