import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { usePeople } from '#renderer/features/people/usePeople.ts';
import { useWorkspace } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { expandDateTimes, formatDateTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, SelectField, TextArea } from '#renderer/ui/Fields.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { ConflictRecord } from '#shared/contract/conflicts.ts';
import { timeOfFacts } from '#shared/domain/conflicts/finding.ts';
import { mayDecide } from '#shared/domain/conflicts/records.ts';
import type { PersonId } from '#shared/domain/ids.ts';
import { useNameOf } from './useConflicts.ts';

/** Records who approved or declined an exception; the operator writes it down. Who asked, or carries it out, does not decide. */
export function DecideDialog(props: {
  readonly record: ConflictRecord;
  readonly zone: string;
  readonly onClose: () => void;
}) {
  const { record, zone } = props;
  const { data } = usePeople();
  const nameOf = useNameOf();
  const { operatorId } = useWorkspace();
  const [decidedBy, setDecidedBy] = useState<PersonId | null>(null);
  const [note, setNote] = useState('');
  const decide = useMutation({
    mutationFn: async (approve: boolean) => {
      if (decidedBy === null) return;
      await client.conflicts.decideException({ id: record.id, approve, decidedBy, note: note.trim() });
      toastDone(`Exception ${approve ? 'approved' : 'declined'} by ${nameOf(decidedBy)}`);
    },
    onSuccess: props.onClose,
  });
  // Who carries it out is told apart by the main process; who asked is known here.
  const verdict = decidedBy === null ? null : mayDecide(record, { decidedBy, carriedOutBy: [] });
  const barred = verdict !== null && !verdict.ok ? verdict.reason : null;
  const ready = decidedBy !== null && barred === null && !decide.isPending;
  const operator = nameOf(operatorId);
  const time = timeOfFacts(record.facts);
  return (
    <Dialog
      title="Decide on the exception"
      opened
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button disabled={!ready} onClick={() => decide.mutate(false)}>
            Decline
          </Button>
          <Button variant="primary" disabled={!ready} onClick={() => decide.mutate(true)}>
            Approve
          </Button>
        </>
      }
    >
      <FieldStack>
        <div>
          <p className="b">{expandDateTimes(record.what, zone)}</p>
          {time !== null && <p>For {formatDateTime(time.startsAt, zone)}.</p>}
          <p>
            {nameOf(record.requestedBy)} asked on {formatDateTime(record.createdAt, zone)}, until{' '}
            {formatDateTime(record.until, zone)}: {record.reason}
          </p>
        </div>
        <SelectField
          label="Who decided"
          description={operator === '' ? '' : `Recorded by ${operator}`}
          options={(data?.people ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={decidedBy}
          onChange={(id) => {
            setDecidedBy(id);
            decide.reset();
          }}
          error={barred}
        />
        <TextArea
          label="Note, if there is one to record"
          value={note}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          dir="auto"
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Refusal error={decide.error} />
      </FieldStack>
    </Dialog>
  );
}
