import { client } from '#renderer/lib/client.ts';
import { toastDone } from '#renderer/ui/toast.ts';
import type { Conflict } from '#shared/contract/conflicts.ts';
import { ConflictLines } from './ConflictLines.tsx';
import { RecordDialog } from './RecordDialog.tsx';

/** Asks for an exception from a hard rule; somebody else decides. */
export function ExceptionDialog(props: {
  readonly conflict: Conflict;
  readonly endsAt: number | null;
  readonly zone: string;
  readonly onClose: () => void;
}) {
  const { conflict } = props;
  return (
    <RecordDialog
      {...props}
      title={`${conflict.ref}: ask for an exception`}
      confirm="Ask for exception"
      label="Why the rule should not hold here"
      note="Somebody else than who asks or carries it out approves or declines it."
      act={async (reason, until) => {
        await client.conflicts.requestException({
          subject: conflict.subject,
          key: conflict.key,
          reason,
          until,
        });
        toastDone(`${conflict.ref} waits for a decision on its exception`);
      }}
    >
      <ConflictLines conflicts={[conflict]} about={conflict.ref} zone={props.zone} />
    </RecordDialog>
  );
}
