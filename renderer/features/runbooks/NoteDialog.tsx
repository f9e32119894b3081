import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { Segmented, SelectField, TextArea } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import type { Note } from '#shared/contract/warroom.ts';
import type { PersonId } from '#shared/domain/ids.ts';
import { HappenedAt } from './HappenedAt.tsx';
import { recentTime } from './recentTime.ts';
import type { RunModel } from './runModel.ts';

const WORDS = {
  issue: { title: 'Raise an issue', label: 'What is wrong', action: 'Raise' },
  decision: { title: 'Record a decision', label: 'What was decided', action: 'Record' },
  'communication sent': {
    title: 'The communication was sent',
    label: 'What was sent, and how',
    action: 'Record',
  },
  'issue closed': { title: 'Close the issue', label: 'How it was resolved', action: 'Close issue' },
} as const;
const UPDATES = [
  { value: '5', label: '5 min' },
  { value: '10', label: '10 min' },
  { value: '15', label: '15 min' },
  { value: '30', label: '30 min' },
  { value: '60', label: '1 h' },
] as const;

/** Records an issue with its owner and next update, a decision, or how an issue ended, or what was sent. */
export function NoteDialog(props: {
  readonly model: RunModel;
  readonly kind: keyof typeof WORDS;
  readonly about?: Note;
  readonly close: () => void;
}) {
  const { model, kind, about, close } = props;
  const { view } = model;
  const words = WORDS[kind];
  const [text, setText] = useState('');
  const [ownerId, setOwnerId] = useState<PersonId | null>(null);
  const [minutes, setMinutes] = useState<(typeof UPDATES)[number]['value']>('15');
  const [time, setTime] = useState('');
  const occurredAt = time === '' ? null : recentTime(time, view.zone, model.now);
  const log = useMutation(orpc.warroom.log.mutationOptions({ onSuccess: close }));
  const ready = text.trim() !== '' && (time === '' || occurredAt !== null);
  const submit = () =>
    log.mutate({
      runId: view.run.id,
      kind,
      text: text.trim(),
      ownerId,
      nextUpdateAt: kind === 'issue' ? Date.now() + Number(minutes) * 60_000 : null,
      aboutId: about?.id ?? null,
      ...(occurredAt === null ? {} : { occurredAt }),
    });
  return (
    <FormDialog
      title={words.title}
      confirm={words.action}
      ready={ready}
      busy={log.isPending}
      act={submit}
      onClose={close}
    >
      {about && <p className="b">{about.text}</p>}
      <TextArea
        label={words.label}
        required
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey) return;
          event.preventDefault();
          event.currentTarget.form?.requestSubmit();
        }}
        autosize
        minRows={2}
        maxRows={8}
        data-autofocus
        error={log.isError ? `Not recorded. ${errorSentence(log.error)}` : null}
      />
      {(kind === 'issue' || kind === 'decision') && (
        <SelectField
          label={kind === 'issue' ? 'Who looks after it' : 'Who decided'}
          placeholder="The operator"
          clearable
          options={view.people.map((person) => ({ value: person.id, label: person.name }))}
          value={ownerId}
          onChange={setOwnerId}
        />
      )}
      {kind === 'issue' && (
        <div>
          <p className="b">Next update in</p>
          <Segmented label="Next update in" options={UPDATES} value={minutes} onChange={setMinutes} />
        </div>
      )}
      <HappenedAt value={time} onChange={setTime} zone={view.zone} now={model.now} />
    </FormDialog>
  );
}
