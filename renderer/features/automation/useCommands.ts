import { useQuery } from '@tanstack/react-query';
import { orpc } from '#renderer/lib/client.ts';

/** The commands that steps may start on this device. */
export function useCommands() {
  return useQuery(orpc.automation.commands.queryOptions({ meta: { topics: ['commands'] } }));
}
