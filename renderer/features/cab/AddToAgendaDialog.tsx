import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import type { CabMeetingId, ChangeId } from '#shared/domain/ids.ts';
import { DAY } from '#shared/domain/time.ts';
import { FilledNote } from './FilledNote.tsx';
import { MeetingSelect } from './MeetingSelect.tsx';

/** Puts changes on the agenda of a meeting; what is left out stays named until the dialog is closed. */
export function AddToAgendaDialog(props: {
  readonly ids: readonly ChangeId[];
  readonly onClose: () => void;
}) {
  const { ids, onClose } = props;
  const now = useMinute();
  const [meetingId, setMeetingId] = useState<CabMeetingId | null>(null);
  const add = useMutation({
    mutationFn: (id: CabMeetingId) =>
      client.cab.addItems({ id, subjects: ids.map((one) => ({ kind: 'change' as const, id: one })) }),
  });
  const filled = add.data;
  const title = `Add ${formatCount(ids.length, 'change')} to a CAB agenda`;
  if (filled)
    return (
      <Dialog
        title={title}
        opened
        onClose={onClose}
        actions={
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        }
      >
        <FieldStack>
          <FilledNote filled={filled} />
          <Link to="/cab/$key" params={{ key: filled.view.meeting.ref }}>
            Open {filled.view.meeting.ref}
          </Link>
        </FieldStack>
      </Dialog>
    );
  return (
    <FormDialog
      title={title}
      confirm="Add"
      ready={meetingId !== null}
      busy={add.isPending}
      act={() => meetingId && add.mutate(meetingId)}
      error={add.error}
      onClose={onClose}
    >
      <MeetingSelect
        label="Meeting"
        placeholder="Which meeting hears them?"
        from={now - (now % DAY)}
        value={meetingId}
        onChange={setMeetingId}
      />
    </FormDialog>
  );
}
