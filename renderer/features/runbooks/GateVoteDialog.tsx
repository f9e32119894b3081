import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, MultiSelectField, SelectField, TextArea } from '#renderer/ui/Fields.tsx';
import type { GateVote } from '#shared/contract/run-records.ts';
import type { PersonId } from '#shared/domain/ids.ts';
import { gateStanding } from '#shared/domain/runs/gates.ts';
import { GateTiles } from './GateTiles.tsx';
import { type RunModel, type StepLine, shortTitle } from './runModel.ts';

/** Names who has a word at a gate, and records what each of them says. */
export function GateVoteDialog(props: {
  readonly model: RunModel;
  readonly line: StepLine;
  readonly close: () => void;
}) {
  const { model, close } = props;
  const { view } = model;
  // As it stands now, not as it stood when the dialog was opened.
  const gate = view.steps.find(({ id }) => id === props.line.step.id) ?? props.line.step;
  const { voices } = gateStanding(
    gate,
    view.votes.filter(({ stepId }) => stepId === gate.id),
  );
  const silent = voices.find(({ vote }) => vote === null)?.personId ?? voices[0]?.personId ?? null;
  const [chosen, setChosen] = useState<PersonId | null>(null);
  const [reason, setReason] = useState('');
  const setVoters = useMutation(orpc.runbooks.setVoters.mutationOptions());
  const vote = useMutation(
    orpc.runbooks.vote.mutationOptions({
      onSuccess: () => {
        setChosen(null);
        setReason('');
      },
    }),
  );
  const personId = chosen ?? silent;
  const people = view.people.map((person) => ({ value: person.id, label: person.name }));
  const say = (word: GateVote['vote']) => {
    if (personId === null || (word === 'no-go' && reason.trim() === '')) return;
    vote.mutate({ stepId: gate.id, vote: word, personId, reason: reason.trim() });
  };
  const failure = vote.error ?? setVoters.error;
  return (
    <Dialog
      title={`Go or no-go: ${gate.number} ${shortTitle(gate)}`}
      opened
      onClose={close}
      width={560}
      actions={<Button onClick={close}>Close</Button>}
    >
      <FieldStack>
        <MultiSelectField
          label="Who has a word"
          data-autofocus
          placeholder={gate.voterIds.length === 0 ? 'Nobody named: whoever finishes the gate' : ''}
          options={people}
          value={gate.voterIds}
          onChange={(voterIds) => setVoters.mutate({ stepId: gate.id, voterIds })}
        />
        {voices.length > 0 && (
          <>
            <GateTiles model={model} gate={gate} />
            <SelectField
              label="Whose word it is"
              options={people.filter(({ value }) => gate.voterIds.includes(value))}
              value={personId}
              onChange={setChosen}
              allowDeselect={false}
            />
            <TextArea
              label="Reason"
              description="A no-go needs one."
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              autosize
              minRows={1}
              maxRows={6}
            />
            <div style={{ display: 'flex', gap: 8 }}>
              <Button variant="primary" disabled={vote.isPending} onClick={() => say('go')}>
                Go
              </Button>
              <Button
                variant="danger"
                disabled={vote.isPending || reason.trim() === ''}
                onClick={() => say('no-go')}
              >
                No-go
              </Button>
            </div>
          </>
        )}
        {failure && <p role="alert">Not recorded. {errorSentence(failure)}</p>}
      </FieldStack>
    </Dialog>
  );
}
