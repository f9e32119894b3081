import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { ReasonField, Segmented, SelectField, TextField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { LocalTimeField } from '#renderer/ui/LocalTimeField.tsx';
import type { Evidence, Verdict } from '#shared/contract/approvals.ts';
import type { Person } from '#shared/contract/people.ts';
import type { ApprovalStanding, StageStanding } from '#shared/contract/standing.ts';
import { localTime, planTime, planTimeAt } from '#shared/domain/time.ts';
import { verdictWords } from './approvalWords.ts';
import { takeStanding } from './useStanding.ts';

const votes = (['approve', 'reject', 'send back', 'abstain'] as const).map((value) => ({
  value: value as Verdict,
  label: verdictWords[value],
}));
const kinds: readonly { value: Evidence['kind']; label: string }[] = [
  { value: 'meeting', label: 'Meeting' },
  { value: 'mail', label: 'Mail' },
  { value: 'call', label: 'Call' },
];

/** Records a decision of the operator, or with `people` that of one of them, with the evidence in which it was given. */
export function DecideDialog(props: {
  readonly standing: ApprovalStanding;
  readonly row: StageStanding;
  readonly first: Verdict;
  /** Whose decision can be recorded; null = the operator's own. */
  readonly people: readonly Person[] | null;
  readonly zone: string;
  readonly onClose: () => void;
}) {
  const { standing, row, people, zone } = props;
  const [verdict, setVerdict] = useState<Verdict>(props.first);
  const [person, setPerson] = useState<Person['id'] | null>(people?.[0]?.id ?? null);
  const [evidence, setEvidence] = useState<Evidence>({ kind: people ? 'mail' : 'none', text: '' });
  const [comment, setComment] = useState('');
  const [conditions, setConditions] = useState('');
  const [given, setGiven] = useState(() => {
    const [date = '', time = ''] = planTimeAt(Date.now(), zone).local.split('T');
    return { date, time };
  });
  const local = `${given.date}T${given.time}`;
  const isTime = localTime.safeParse(local).success;
  const needsWhy = verdict === 'reject' || verdict === 'send back' || verdict === 'abstain';
  const takesConditions = verdict === 'approve' && standing.subject.kind === 'change';
  const decide = useMutation({
    mutationFn: () =>
      client.approvals.decide({
        subject: standing.subject,
        stageId: row.stage.id,
        verdict,
        comment: comment.trim(),
        conditions: takesConditions
          ? conditions
              .split('\n')
              .map((line) => line.trim())
              .filter((line) => line !== '')
          : [],
        contentHash: standing.contentHash,
        ...(people && person ? { decidedBy: person, evidence, decidedAt: planTime({ local, zone }).at } : {}),
      }),
    onSuccess: (next) => {
      takeStanding(next);
      props.onClose();
    },
  });
  const ready =
    (!needsWhy || comment.trim() !== '') &&
    (!people || (person !== null && evidence.text.trim() !== '' && isTime));
  return (
    <FormDialog
      title={`${standing.ref}: ${row.stage.name}`}
      width={560}
      confirm={people ? 'Record' : verdictWords[verdict]}
      danger={verdict === 'reject'}
      ready={ready}
      busy={decide.isPending}
      act={() => decide.mutate()}
      error={decide.error}
      onClose={props.onClose}
    >
      {people && (
        <SelectField
          label="Whose decision"
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={person}
          onChange={setPerson}
          data-autofocus
        />
      )}
      {row.stage.kind === 'approval' && (
        <Segmented label="Decision" options={votes} value={verdict} onChange={setVerdict} />
      )}
      {verdict === 'send back' && standing.subject.kind === 'change' && (
        <p className="t2">{standing.ref} goes back to New and is submitted anew, in the next round.</p>
      )}
      {people && (
        <>
          <Segmented
            label="Given in a"
            options={kinds}
            value={evidence.kind}
            onChange={(kind) => setEvidence({ ...evidence, kind })}
          />
          <TextField
            label="Evidence"
            description="Where it can be found again: subject and day of the mail, who was on the call"
            value={evidence.text}
            maxLength={2000}
            dir="auto"
            onChange={(event) => setEvidence({ ...evidence, text: event.currentTarget.value })}
          />
          <LocalTimeField
            label="When it was given"
            date={given.date}
            time={given.time}
            error={isTime ? undefined : 'Give a date and a time'}
            onChange={(date, time) => setGiven({ date, time })}
          />
        </>
      )}
      <ReasonField
        label={needsWhy ? 'Comment, says why' : 'Comment, if there is one'}
        value={comment}
        {...(people ? {} : { 'data-autofocus': true })}
        onChange={setComment}
      />
      {takesConditions && (
        <ReasonField
          label="Conditions, one on each line"
          description="Until each is met the change cannot be carried out."
          value={conditions}
          onChange={setConditions}
        />
      )}
    </FormDialog>
  );
}
