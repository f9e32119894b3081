import { powerSaveBlocker } from 'electron';
import { isLiveRunUnderWay } from '#db/queries/runs.ts';
import type { App } from '#main/app.ts';

/**
 * Keeps the computer from sleeping while a live run is under way, also when no window shows it. Looks at once and after
 * each commit that touches a run or the workspace. Answers with the way to stop.
 */
export function keepAwake(app: App): () => void {
  const stop = new AbortController();
  let blocker: number | null = null;
  const release = () => {
    if (blocker !== null) powerSaveBlocker.stop(blocker);
    blocker = null;
  };
  const look = () => {
    const wanted = app.status().state === 'ready' && isLiveRunUnderWay(app.store().db);
    if (!wanted) release();
    else if (blocker === null) blocker = powerSaveBlocker.start('prevent-display-sleep');
  };
  const follow = async () => {
    look();
    for await (const { topics } of app.live.subscribe(stop.signal)) {
      if (topics.includes('runs') || topics.includes('workspace')) look();
    }
  };
  follow().catch((error: unknown) => {
    if (!stop.signal.aborted) process.stderr.write(`The computer is not kept awake: ${error}\n`);
  });
  return () => {
    stop.abort();
    release();
  };
}
