import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { useNow } from '#renderer/lib/clock.ts';
import { type RunId, runId as runIdSchema } from '#shared/domain/ids.ts';
import { runModel } from './runModel.ts';

/** The run and everything said in it; what a commit touches is fetched again, and the steps are not touched by a tick. */
export function useRunView(runId: RunId) {
  const steps = useQuery(
    orpc.runbooks.steps.queryOptions({ input: { id: runId }, meta: { topics: [`runs/${runId}/steps`] } }),
  );
  const room = useQuery(
    orpc.warroom.view.queryOptions({
      input: { runId },
      meta: { topics: [`runs/${runId}`, 'people', 'workspace'] },
    }),
  );
  const data = useMemo(
    () => (room.data && steps.data ? { ...room.data, steps: steps.data } : undefined),
    [room.data, steps.data],
  );
  return { data, error: room.error ?? steps.error };
}

/** The run as it stands this second; null until it is known. Recomputed every second from what is on disk. */
export function useRunModel(runId: RunId) {
  const { data, error } = useRunView(runId);
  const now = useNow();
  const model = useMemo(() => (data ? runModel(data, now) : null), [data, now]);
  return { model, error };
}

/** Reads a run id out of an address; null when it cannot be one. */
export function parseRunId(text: string): RunId | null {
  const parsed = runIdSchema.safeParse(text);
  return parsed.success ? parsed.data : null;
}
