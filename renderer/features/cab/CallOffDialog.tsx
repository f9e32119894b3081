import { useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { MeetingRow } from '#shared/contract/cab.ts';
import type { CabMeetingId } from '#shared/domain/ids.ts';
import { MeetingSelect } from './MeetingSelect.tsx';

/** Calls a meeting off; what is on its agenda goes to another one, or waits. */
export function CallOffDialog(props: {
  readonly meeting: MeetingRow;
  /** From when on the other meetings are offered, ms UTC. */
  readonly from: number;
  readonly onClose: () => void;
}) {
  const { meeting } = props;
  const [moveTo, setMoveTo] = useState<CabMeetingId | null>(null);
  const what = formatCount(meeting.items, 'item');
  return (
    <ReasonDialog
      title={`Call off ${meeting.ref}`}
      confirm="Call off"
      danger
      needed={false}
      onClose={props.onClose}
      act={async (reason) => {
        await client.cab.remove({ id: meeting.id, reason, moveTo });
        toastDone(
          `${meeting.ref} was called off${moveTo && meeting.items > 0 ? `, ${what} moved to another meeting` : ''}`,
        );
      }}
    >
      <p>
        The other meetings of its series stay.
        {meeting.items === 0
          ? ' Nothing is on its agenda.'
          : ` Its agenda of ${what} ${moveTo === null ? 'waits for another meeting' : 'goes to the end of the meeting below'}.`}
      </p>
      {meeting.items > 0 && (
        <MeetingSelect
          label="Move its agenda to"
          placeholder="No meeting: it waits"
          clearable
          from={props.from}
          except={meeting.id}
          value={moveTo}
          onChange={setMoveTo}
        />
      )}
    </ReasonDialog>
  );
}
