import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { NumberInput, SelectField, TextField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { section as sectionSchema } from '#shared/contract/steps.ts';
import type { PersonId } from '#shared/domain/ids.ts';
import type { RunModel, StepLine } from './runModel.ts';

/** Inserts a step that nobody planned; it takes its place in the run and in the log. */
export function InsertStepDialog(props: {
  readonly model: RunModel;
  readonly after: StepLine | null;
  readonly close: () => void;
}) {
  const { model, close } = props;
  const [title, setTitle] = useState('');
  const [afterId, setAfterId] = useState(
    props.after?.step.id ?? model.running.at(-1)?.step.id ?? model.next[0]?.step.id ?? null,
  );
  const after = model.lines.find((line) => line.step.id === afterId);
  const [section, setSection] = useState(after?.step.section ?? 'Deployment');
  const [minutes, setMinutes] = useState(10);
  const [ownerId, setOwnerId] = useState<PersonId | null>(null);
  const insert = useMutation(orpc.runbooks.insertStep.mutationOptions({ onSuccess: close }));
  return (
    <FormDialog
      title="Insert an unplanned step"
      confirm="Insert"
      ready={title.trim() !== ''}
      busy={insert.isPending}
      act={() =>
        insert.mutate({
          runId: model.view.run.id,
          afterStepId: afterId,
          title: title.trim(),
          section,
          plannedMinutes: minutes,
          ownerId,
        })
      }
      onClose={close}
    >
      <TextField
        label="What is to be done"
        description="About 24 characters can be read on the wall"
        required
        maxLength={300}
        data-autofocus
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        error={insert.isError ? `Not recorded. ${errorSentence(insert.error)}` : null}
      />
      <SelectField
        label="After"
        placeholder="At the beginning"
        clearable
        options={model.lines.map((line) => ({
          value: line.step.id,
          label: `${line.step.number} ${line.step.title}`,
        }))}
        value={afterId}
        onChange={(id) => {
          setAfterId(id);
          setSection(model.lines.find((line) => line.step.id === id)?.step.section ?? section);
        }}
      />
      <SelectField
        label="Section"
        options={sectionSchema.options.map((value) => ({ value, label: value }))}
        value={section}
        onChange={(value) => value && setSection(value)}
      />
      <NumberInput
        label="Planned minutes"
        min={0}
        max={10_080}
        allowDecimal={false}
        value={minutes}
        onChange={(value) => setMinutes(Number(value) || 0)}
      />
      <SelectField
        label="Owner"
        placeholder="Nobody yet"
        clearable
        options={model.view.people.map((person) => ({ value: person.id, label: person.name }))}
        value={ownerId}
        onChange={setOwnerId}
      />
    </FormDialog>
  );
}
