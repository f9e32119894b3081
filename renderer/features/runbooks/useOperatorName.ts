import { useWorkspace } from '#renderer/features/workspace/useWorkspace.ts';
import type { WallView } from '#shared/contract/warroom.ts';

/** Name of the person who operates this device, out of the people of the run; empty while nobody is named. */
export function useOperatorName(people: WallView['people']): string {
  const { operatorId } = useWorkspace();
  return people.find((person) => person.id === operatorId)?.name ?? '';
}
