import { errorDetail, errorSentence } from '#renderer/lib/errors.ts';
import { ErrorPanel } from '#renderer/ui/ErrorPanel.tsx';
import { EmptyState } from '#renderer/ui/Page.tsx';
import type { RunId } from '#shared/domain/ids.ts';
import { Runner } from './Runner.tsx';
import { parseRunId, useRunModel } from './useRun.ts';

/** Runs a runbook step by step. The address may hold anything, so it is checked first. */
export function RunnerScreen({ runId }: { readonly runId: string }) {
  const id = parseRunId(runId);
  if (id === null) {
    return <EmptyState title="This address names no run">The war room lists every run there is.</EmptyState>;
  }
  return <LoadedRunner runId={id} />;
}

function LoadedRunner({ runId }: { readonly runId: RunId }) {
  const { model, error } = useRunModel(runId);
  if (model) return <Runner model={model} />;
  if (!error) return null;
  return (
    <div style={{ padding: 24 }}>
      <ErrorPanel what="The run could not be read" means={errorSentence(error)} detail={errorDetail(error)} />
    </div>
  );
}
