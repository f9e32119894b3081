import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { NumberInput, SelectField, TextArea, TextField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import type { FailureChoice } from '#shared/contract/step-failures.ts';
import type { PersonId, StepId } from '#shared/domain/ids.ts';
import { failureOutlooks } from '#shared/domain/runs/step-failures.ts';
import { FailureChoices } from './FailureChoices.tsx';
import type { RunDialog } from './RunDialogs.tsx';
import { type RunModel, type StepLine, shortTitle } from './runModel.ts';

const CONFIRM: Readonly<Record<FailureChoice, string>> = {
  retry: 'Start again',
  workaround: 'Done with workaround',
  'roll forward': 'Roll forward',
  'back out': 'Go on to back-out',
  'one change': 'Go on to its back-out',
  suspend: 'Go on to suspend',
};

type Asked = {
  readonly model: RunModel;
  readonly close: () => void;
  readonly open: (dialog: RunDialog) => void;
};

/** What follows a failed step: every way on with its forecast; a person decides. */
export function FailureDialog(props: Asked & { readonly stepId: StepId }) {
  const line = props.model.lines.find(({ step }) => step.id === props.stepId);
  if (line?.state === 'failed' && props.model.phase === 'running') return <Ways {...props} line={line} />;
  return (
    <Dialog
      title="What now"
      opened
      onClose={props.close}
      actions={<Button onClick={props.close}>Close</Button>}
    >
      <p>This step has not failed, or not any more.</p>
    </Dialog>
  );
}

function Ways({ model, line, close, open }: Asked & { readonly line: StepLine }) {
  const { step } = line;
  const { run, steps, events, changes, zone } = model.view;
  const [fix, setFix] = useState({
    title: `Fix: ${step.title}`.slice(0, 300),
    plannedMinutes: 10,
    ownerId: step.ownerId as PersonId | null,
  });
  const failed = { run, steps, events, changes, stepId: step.id, now: model.now };
  const outlooks = failureOutlooks(failed, fix.plannedMinutes);
  const [choice, setChoice] = useState<FailureChoice>(
    outlooks.find(({ proposed }) => proposed)?.choice ?? 'retry',
  );
  const [reason, setReason] = useState('');
  const answer = useMutation(orpc.stepFailures.answer.mutationOptions({ onSuccess: close }));
  const elsewhere = choice === 'back out' || choice === 'one change' || choice === 'suspend';
  const ready =
    outlooks.some((one) => one.choice === choice && one.refusal === null) &&
    (elsewhere || choice === 'retry' || reason.trim() !== '') &&
    (choice !== 'roll forward' || fix.title.trim() !== '');
  const submit = () => {
    if (choice === 'one change') return open({ kind: choice, changeId: step.changeId });
    if (elsewhere) return open({ kind: choice });
    const said = { reason: reason.trim() };
    answer.mutate({
      stepId: step.id,
      answer:
        choice === 'roll forward'
          ? { ...said, choice, fix: { ...fix, title: fix.title.trim() } }
          : { ...said, choice },
    });
  };
  return (
    <FormDialog
      title={`Step ${step.number} failed: ${shortTitle(step)}`}
      width={760}
      confirm={CONFIRM[choice]}
      cancel="Decide later"
      backOut={choice === 'back out' || choice === 'one change'}
      ready={ready}
      busy={answer.isPending}
      act={submit}
      error={answer.error}
      onClose={close}
    >
      {line.comment && <p>“{line.comment}”</p>}
      {step.onFailure && (
        <p>
          <b>Advice of the runbook:</b> {step.onFailure}
        </p>
      )}
      <FailureChoices outlooks={outlooks} choice={choice} choose={setChoice} zone={zone} />
      {choice === 'roll forward' && (
        <>
          <TextField
            label="The step that fixes it"
            description="What waited for the failed step waits for this one."
            required
            maxLength={300}
            value={fix.title}
            onChange={(event) => setFix({ ...fix, title: event.currentTarget.value })}
          />
          <NumberInput
            label="Planned minutes"
            min={0}
            max={10_080}
            allowDecimal={false}
            value={fix.plannedMinutes}
            onChange={(value) => setFix({ ...fix, plannedMinutes: Number(value) || 0 })}
          />
          <SelectField
            label="Owner"
            placeholder="Nobody yet"
            clearable
            options={model.view.people.map((person) => ({ value: person.id, label: person.name }))}
            value={fix.ownerId}
            onChange={(ownerId) => setFix({ ...fix, ownerId })}
          />
        </>
      )}
      {!elsewhere && (
        <TextArea
          label={choice === 'workaround' ? 'What was done instead' : 'Why'}
          required={choice !== 'retry'}
          maxLength={1900}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={2}
          maxRows={8}
        />
      )}
    </FormDialog>
  );
}
