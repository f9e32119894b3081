import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { useConnection } from '#renderer/lib/connection.ts';
import { formatSeconds } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import { useForm } from './form.ts';
import css from './ticket.module.css';

/** Whether what was typed is on disk, and when it got there. */
export function SaveState() {
  const { draft, status } = useForm();
  const zone = useZone();
  const away = useConnection((connection) => connection.status === 'reconnecting');
  if (status.kind === 'failed' || (away && status.kind !== 'clean' && status.kind !== 'saved')) {
    const reason =
      status.kind === 'failed' && !away
        ? status.reason
        : 'Slipway does not answer. What was typed is kept here and saved when it is back.';
    return (
      <span className={css.unsaved} role="alert">
        <StateGlyph state="failed" size={12} /> Not saved. {reason}
        {status.kind === 'failed' && !status.again && !away && (
          <Button size="small" onClick={() => void draft.flush()}>
            Try again
          </Button>
        )}
      </span>
    );
  }
  return (
    <>
      {status.kind === 'typing' && <span className="t3">not saved yet</span>}
      {status.kind === 'saving' && <span className="t3">saving</span>}
      <span className="t2" role="status">
        {status.kind === 'saved' && (
          <>
            <Icon name="check" /> saved {formatSeconds(status.at, zone)}
          </>
        )}
      </span>
    </>
  );
}
