import { type ReactNode, useEffect, useState } from 'react';
import { useConnection } from '#renderer/lib/connection.ts';
import { errorDetail, errorSentence, setHomeZone } from '#renderer/lib/errors.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ErrorPanel } from '#renderer/ui/ErrorPanel.tsx';
import { FailureScreen } from './FailureScreen.tsx';
import { FirstStart } from './FirstStart.tsx';
import { PlainPage } from './PlainPage.tsx';
import { useWorkspaceStatus } from './useWorkspace.ts';

/** Lets the screens in when a workspace is open; else first start, the failure of the file, or why nothing answers. */
export function WorkspaceGate({ children }: { readonly children: ReactNode }) {
  const refused = useConnection((connection) => connection.status === 'refused');
  const { data: status, error, refetch } = useWorkspaceStatus();
  const [starting, setStarting] = useState(false);

  const zone = status?.state === 'ready' ? status.workspace.zone : null;
  useEffect(() => {
    if (zone !== null) setHomeZone(zone);
  }, [zone]);

  if (refused) return <RefusedScreen />;
  if (status === undefined) {
    if (error)
      return (
        <PlainPage title="No answer">
          <ErrorPanel
            what="The state of the workspace could not be read"
            means={errorSentence(error)}
            detail={errorDetail(error)}
            actions={<Button onClick={() => void refetch()}>Try again</Button>}
          />
        </PlainPage>
      );
    return <Connecting />;
  }
  if (status.state === 'failed') return <FailureScreen failure={status.failure} />;
  if (status.state === 'empty' || starting)
    return <FirstStart onNamed={() => setStarting(true)} onDone={() => setStarting(false)} />;
  return children;
}

/** Nothing for half a second, then one line. */
function Connecting() {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 500);
    return () => clearTimeout(timer);
  }, []);
  if (!long) return null;
  return (
    <main>
      <p role="status" style={{ padding: 24 }}>
        Connecting to Slipway on this computer
      </p>
    </main>
  );
}

function RefusedScreen() {
  // A new address pasted into this window differs after the `#` only, which loads nothing by itself.
  useEffect(() => {
    const reload = () => window.location.reload();
    window.addEventListener('hashchange', reload);
    return () => window.removeEventListener('hashchange', reload);
  }, []);
  return (
    <PlainPage title="This window is not admitted">
      <p>
        Slipway runs on this computer, but this window has no valid key: its address was used before, is older
        than a minute, or belongs to another start.
      </p>
      <p>
        Press Enter in the terminal where Slipway runs, and open the address it prints here. If it no longer
        runs, start it with <span className="mono">npm start</span>. Nothing that was saved is lost.
      </p>
    </PlainPage>
  );
}
