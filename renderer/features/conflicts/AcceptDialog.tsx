import { client } from '#renderer/lib/client.ts';
import { toastDone } from '#renderer/ui/toast.ts';
import type { Conflict } from '#shared/contract/conflicts.ts';
import { ConflictLines } from './ConflictLines.tsx';
import { RecordDialog } from './RecordDialog.tsx';

/** Accepts a soft conflict on the record. */
export function AcceptDialog(props: {
  readonly conflict: Conflict;
  readonly endsAt: number | null;
  readonly zone: string;
  readonly onClose: () => void;
}) {
  const { conflict } = props;
  return (
    <RecordDialog
      {...props}
      title={`${conflict.ref}: accept this conflict`}
      confirm="Accept"
      label="Why it can stand"
      note="The acceptance opens again when either side changes."
      act={async (reason, until) => {
        await client.conflicts.accept({ subject: conflict.subject, key: conflict.key, reason, until });
        toastDone(`${conflict.what}: accepted for ${conflict.ref}`);
      }}
    >
      <ConflictLines conflicts={[conflict]} about={conflict.ref} zone={props.zone} />
    </RecordDialog>
  );
}
