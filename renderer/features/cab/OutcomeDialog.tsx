import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNames } from '#renderer/features/changes/names.ts';
import { client } from '#renderer/lib/client.ts';
import { ReasonField, SelectField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { AgendaLine, MeetingView, Outcome } from '#shared/contract/cab.ts';
import { withoutQuorum } from '#shared/domain/approvals/cab.ts';
import type { CabMeetingId, PersonId } from '#shared/domain/ids.ts';
import { MeetingSelect } from './MeetingSelect.tsx';
import { useQuorum } from './useMeeting.ts';

const titles: Readonly<Record<Outcome, string>> = {
  approved: 'Approve',
  'approved with conditions': 'Approve with conditions',
  rejected: 'Reject',
  deferred: 'Defer',
};

/** Records an outcome: whose word, what it depends on, why, and where a deferred item comes up again. What was typed stays when it is refused. */
export function OutcomeDialog(props: {
  readonly view: MeetingView;
  readonly line: AgendaLine;
  readonly outcome: Outcome;
  readonly onClose: () => void;
  readonly onRecorded: (sentence: string) => void;
}) {
  const { line, outcome } = props;
  const { meeting, next } = props.view;
  const { people } = useNames();
  const quorum = useQuorum(meeting);
  // What the page showed when the dialog opened: somebody else's outcome meanwhile is not written over.
  const [seenAt] = useState(line.outcomeAt);
  const [decidedBy, setDecidedBy] = useState<PersonId | null>(meeting.chairId);
  const [conditions, setConditions] = useState('');
  const [note, setNote] = useState('');
  const [deferTo, setDeferTo] = useState<CabMeetingId | null>(next?.id ?? null);
  const record = useMutation({
    mutationFn: () =>
      client.cab.recordOutcome({
        id: line.id,
        seenAt,
        outcome,
        note,
        conditions:
          outcome === 'approved with conditions'
            ? conditions
                .split('\n')
                .map((one) => one.trim())
                .filter(Boolean)
            : [],
        ...(decidedBy === null ? {} : { decidedBy }),
        deferTo: outcome === 'deferred' ? deferTo : null,
      }),
    onSuccess: ({ sentence }) => props.onRecorded(sentence || `${line.ref} is recorded as ${outcome}.`),
  });
  const without = withoutQuorum(quorum);
  const needsNote = outcome === 'rejected' || outcome === 'deferred';
  return (
    <FormDialog
      title={`${titles[outcome]} ${line.ref}`}
      width={520}
      confirm={titles[outcome]}
      focused={outcome === 'approved'}
      busy={record.isPending}
      act={() => record.mutate()}
      error={record.error}
      onClose={props.onClose}
    >
      <p dir="auto">{line.title}</p>
      {without && (
        <p>
          <StateGlyph state="late" size={13} /> {quorum.sentence} It can be recorded, and the record says “
          {without}”.
        </p>
      )}
      {line.advises && <p className="t2">{line.advises}</p>}
      {outcome === 'approved with conditions' && (
        <ReasonField
          label="Conditions, one on each line"
          description="While one is open the change cannot be carried out."
          data-autofocus
          value={conditions}
          onChange={setConditions}
        />
      )}
      <ReasonField
        label={needsNote ? 'Why' : 'Note, if there is one'}
        data-autofocus={needsNote || undefined}
        maxLength={10_000}
        value={note}
        onChange={setNote}
      />
      {outcome === 'deferred' && (
        <MeetingSelect
          label="Comes up again at"
          placeholder="No meeting yet"
          clearable
          from={meeting.start.at}
          except={meeting.id}
          value={deferTo}
          onChange={setDeferTo}
        />
      )}
      <SelectField
        label="Whose word it is"
        placeholder="Nobody is chair: choose"
        searchable
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
        value={decidedBy}
        onChange={setDecidedBy}
      />
    </FormDialog>
  );
}
