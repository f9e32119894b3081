import { Link } from '@tanstack/react-router';
import { errorDetail, errorSentence } from '#renderer/lib/errors.ts';
import { buttonClass } from '#renderer/ui/Button.tsx';
import { ErrorPanel } from '#renderer/ui/ErrorPanel.tsx';
import { EmptyState, PageBody, PageHeader } from '#renderer/ui/Page.tsx';
import type { RunId } from '#shared/domain/ids.ts';
import { Runner } from './Runner.tsx';
import { parseRunId, useRunModel } from './useRun.ts';

/** Runs a runbook step by step. The address may hold anything, so it is checked first. */
export function RunnerScreen({ runId }: { readonly runId: string }) {
  const id = parseRunId(runId);
  if (id === null) {
    return (
      <>
        <PageHeader title="Run" />
        <PageBody narrow>
          <EmptyState
            title="This address names no run"
            actions={
              <Link to="/war-room" className={buttonClass({})}>
                All runs
              </Link>
            }
          >
            The war room lists every run there is.
          </EmptyState>
        </PageBody>
      </>
    );
  }
  return <LoadedRunner runId={id} />;
}

function LoadedRunner({ runId }: { readonly runId: RunId }) {
  const { model, error } = useRunModel(runId);
  if (model) return <Runner model={model} />;
  if (!error) return null;
  return (
    <PageBody narrow>
      <ErrorPanel what="The run could not be read" means={errorSentence(error)} detail={errorDetail(error)} />
    </PageBody>
  );
}
