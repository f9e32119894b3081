import { parseRunId, useRunModel } from '#renderer/features/runbooks/useRun.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import type { RunId } from '#shared/domain/ids.ts';
import { useWallSettings } from './useWallSettings.ts';
import { Wall } from './Wall.tsx';
import { WallMessage } from './WallMessage.tsx';

/** The screen for the wall of the room: read from five metres, touched by nobody. */
export function WallScreen({ runId }: { readonly runId: string }) {
  const id = parseRunId(runId);
  if (id === null) return <WallMessage text="This address names no run. Open the wall from the war room." />;
  return <LoadedWall runId={id} />;
}

function LoadedWall({ runId }: { readonly runId: RunId }) {
  const { model, error } = useRunModel(runId);
  const backOutId = model?.view.backOutId ?? null;
  const settings = useWallSettings();
  // The room looks at what goes on now: the run that backs this one out.
  if (backOutId !== null) return <LoadedWall runId={backOutId} />;
  if (model) return <Wall model={model} settings={settings} />;
  return error ? <WallMessage text={`The run could not be read. ${errorSentence(error)}`} /> : null;
}
