import type { Run } from '#shared/contract/runbooks.ts';
import type { DeviceId } from '../ids.ts';

type Held = Pick<Run, 'heldBy' | 'startedAt' | 'endedAt'>;

/** Whether a run is under way on another device: until it is taken over, nothing is written to it on this one. */
export function isHeldElsewhere({ heldBy, startedAt, endedAt }: Held, device: DeviceId): boolean {
  return startedAt !== null && endedAt === null && heldBy !== null && heldBy !== device;
}

/** Why nothing is recorded in a run that another device holds, in a sentence; `letters` are those of that device. */
export function heldSentence(letters: string): string {
  return `Device ${letters} holds this run, so nothing is recorded in it here. Take it over first.`;
}
