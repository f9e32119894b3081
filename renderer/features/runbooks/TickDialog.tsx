import { useState } from 'react';
import { useWorkspace } from '#renderer/features/workspace/useWorkspace.ts';
import { Segmented, SelectField, TextArea } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import type { StepEventKind } from '#shared/contract/run-records.ts';
import type { StepId } from '#shared/domain/ids.ts';
import { allowedEvents, needsComment } from '#shared/domain/runs/runbooks.ts';
import { HappenedAt } from './HappenedAt.tsx';
import { recentTime } from './recentTime.ts';
import { type RunModel, type StepLine, shortTitle } from './runModel.ts';
import { sendTick } from './tickStore.ts';
import { eventVerb } from './wording.ts';

const QUESTION: Readonly<Record<StepEventKind, string>> = {
  start: 'Comment',
  finish: 'Comment',
  workaround: 'What was done instead',
  skip: 'Why it is skipped',
  fail: 'What failed',
  clear: 'Why it is taken back',
  undo: 'Comment',
};

/** Asks what a tick needs: a comment where the record is worth nothing without it, another time, another person. */
export function TickDialog(props: {
  readonly model: RunModel;
  readonly line: StepLine;
  readonly event: StepEventKind | null;
  readonly close: () => void;
  /** Called once a failure is on disk: what follows is a choice. */
  readonly failed: (id: StepId) => void;
}) {
  const { model, line, close } = props;
  const allowed = allowedEvents(line.state);
  const [kind, setKind] = useState(props.event ?? allowed[0] ?? 'start');
  const [comment, setComment] = useState('');
  const [time, setTime] = useState('');
  const { operatorId } = useWorkspace();
  const [doneBy, setDoneBy] = useState(operatorId);
  const { zone, run } = model.view;
  const occurredAt = time === '' ? null : recentTime(time, zone, model.now);
  const ready = (!needsComment(kind) || comment.trim() !== '') && (time === '' || occurredAt !== null);
  const submit = () => {
    close();
    const sent = sendTick({
      runId: run.id,
      stepId: line.step.id,
      kind,
      comment: comment.trim(),
      ...(occurredAt === null ? {} : { occurredAt }),
      ...(doneBy === null || doneBy === operatorId ? {} : { onBehalfOf: doneBy }),
    });
    if (kind === 'fail') void sent.then((recorded) => recorded && props.failed(line.step.id));
  };
  return (
    <FormDialog
      title={`${props.event ? eventVerb[kind] : 'Tick'}: step ${line.step.number}, ${shortTitle(line.step)}`}
      confirm={eventVerb[kind]}
      ready={ready}
      act={submit}
      onClose={close}
    >
      {props.event === null && (
        <Segmented
          label="What happened"
          options={allowed.map((value) => ({ value, label: eventVerb[value] }))}
          value={kind}
          onChange={setKind}
        />
      )}
      <TextArea
        label={QUESTION[kind]}
        required={needsComment(kind)}
        description={kind === 'clear' ? 'The earlier entry stays in the log; this is a new one.' : undefined}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey) return;
          event.preventDefault();
          event.currentTarget.form?.requestSubmit();
        }}
        autosize
        minRows={2}
        maxRows={8}
        data-autofocus
      />
      <SelectField
        label="Done by"
        description="Whose tick it is; who writes it down is kept beside it."
        options={model.view.people.map(({ id, name }) => ({ value: id, label: name }))}
        value={doneBy}
        onChange={(id) => id && setDoneBy(id)}
      />
      <HappenedAt value={time} onChange={setTime} zone={zone} now={model.now} />
    </FormDialog>
  );
}
