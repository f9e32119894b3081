import { useMutation, useQuery } from '@tanstack/react-query';
import { orpc, queryClient } from '#renderer/lib/client.ts';
import type { AttemptView } from '#shared/contract/automation.ts';
import type { Step } from '#shared/contract/runbooks.ts';
import type { RunModel } from './runModel.ts';

const NONE: readonly AttemptView[] = [];

/** Attempts of an automated step, and the way to start it and to take it over. */
export function useAttempts(model: RunModel, step: Step) {
  const runId = model.view.run.id;
  const { data } = useQuery(
    orpc.automation.attempts.queryOptions({
      input: { runId },
      enabled: model.view.steps.some(({ automation }) => automation !== null),
      meta: { topics: [`runs/${runId}/attempts`, `attempts/${runId}`] },
    }),
  );
  const settled = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: orpc.automation.attempts.key({ input: { runId } }) }),
      queryClient.invalidateQueries({ queryKey: orpc.warroom.view.key({ input: { runId } }) }),
    ]);
  const start = useMutation(orpc.automation.start.mutationOptions({ onSettled: settled }));
  const takeOver = useMutation(orpc.automation.takeOver.mutationOptions({ onSettled: settled }));
  const attempts = data ?? NONE;
  const last = attempts.findLast(({ stepId }) => stepId === step.id) ?? null;
  return {
    last,
    running: last?.outcome === 'running' ? last : null,
    /** Why the last thing asked for did not happen. */
    error: start.error ?? takeOver.error,
    busy: start.isPending || takeOver.isPending,
    run: () => {
      takeOver.reset();
      start.mutate({ stepId: step.id });
    },
    takeOver: () => {
      start.reset();
      if (last) takeOver.mutate({ id: last.id });
    },
  };
}
export type StepAttempts = ReturnType<typeof useAttempts>;
