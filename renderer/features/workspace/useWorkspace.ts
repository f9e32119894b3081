import { useQuery } from '@tanstack/react-query';
import { orpc } from '#renderer/lib/client.ts';
import type { Workspace } from '#shared/contract/workspace.ts';

/** State of the workspace file: empty, ready or failed. */
export function useWorkspaceStatus() {
  return useQuery(orpc.workspace.status.queryOptions({ meta: { topics: ['workspace', 'people'] } }));
}

/** The open workspace. Only for screens inside the frame, which is not shown without one. */
export function useWorkspace(): Workspace {
  const { data } = useWorkspaceStatus();
  if (data?.state !== 'ready') throw new Error('No workspace is open');
  return data.workspace;
}

/** Home time zone of the workspace (IANA name). */
export function useZone(): string {
  return useWorkspace().zone;
}
