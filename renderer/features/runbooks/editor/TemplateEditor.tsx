import { useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { formatSeconds } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { TextArea, TextField } from '#renderer/ui/Fields.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Keys } from '#renderer/ui/Key.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { EditedStep, Template } from '#shared/contract/templates.ts';
import { newId, type TemplateStepId } from '#shared/domain/ids.ts';
import { newStep, withoutStep } from '#shared/domain/runbooks/template-edits.ts';
import css from './Editor.module.css';
import { EditorList } from './EditorList.tsx';
import { StepForm } from './StepForm.tsx';
import { type SaveStatus, useTemplateEditor } from './useTemplateEditor.ts';

/** The working copy of a runbook: its steps on the left, the chosen one field by field on the right. */
export function TemplateEditor(props: {
  readonly template: Template;
  /** The step to begin with; null = the first. */
  readonly first: TemplateStepId | null;
  readonly done: () => void;
}) {
  const { template, done } = props;
  const editing = useTemplateEditor(template);
  const { copy, change } = editing;
  const [chosen, choose] = useState(props.first);
  const index = Math.max(
    0,
    copy.steps.findIndex(({ id }) => id === chosen),
  );
  const step = copy.steps[index];
  const add = () => {
    const id = newId<TemplateStepId>();
    const fresh: EditedStep = {
      ...newStep(id, step?.section ?? 'Pre-deployment'),
      dependsOn: step ? [step.id] : [],
    };
    change({ steps: copy.steps.toSpliced(index + 1, 0, fresh) });
    choose(id);
  };
  const move = (id: TemplateStepId, to: number) => {
    const from = copy.steps.findIndex((one) => one.id === id);
    const moved = copy.steps[from];
    const before = copy.steps[to];
    if (!moved || !before) return;
    // Dropped among others it belongs to their section.
    const placed = { ...moved, section: before.section };
    change({ steps: copy.steps.toSpliced(from, 1).toSpliced(to, 0, placed) });
    choose(id);
  };
  const leave = async () => {
    if (await editing.flush()) done();
  };
  return (
    <div className={css.editor}>
      <div className={css.head}>
        <div className={css.bar}>
          <Saved status={editing.status} />
          <Button variant="primary" onClick={() => void leave()}>
            Done
          </Button>
        </div>
        <TextField
          label="Name of the runbook"
          required
          maxLength={200}
          value={copy.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextArea
          label="What it is for"
          autosize
          minRows={1}
          maxRows={6}
          value={copy.about}
          onChange={(event) => change({ about: event.currentTarget.value })}
        />
      </div>
      <div>
        <div className={css.bar}>
          <span className="t2">
            <Keys keys="alt+ArrowUp" /> <Keys keys="alt+ArrowDown" /> move a step
          </span>
          <Button onClick={add}>Add a step</Button>
          {step && (
            <Button onClick={() => change({ steps: withoutStep(copy.steps, step.id) })}>
              Remove step {index + 1}
            </Button>
          )}
        </div>
        <EditorList steps={copy.steps} chosen={step} choose={choose} move={move} />
      </div>
      {step && (
        <section aria-label={`Step ${index + 1}`}>
          <StepForm
            key={step.id}
            step={step}
            number={index + 1}
            steps={copy.steps}
            change={(fields) => editing.changeStep(step.id, fields)}
          />
        </section>
      )}
    </div>
  );
}

function Saved({ status }: { readonly status: SaveStatus }) {
  const zone = useZone();
  switch (status.kind) {
    case 'failed':
      return (
        <span role="alert">
          <StateGlyph state="failed" size={12} /> Not saved. {status.reason}
        </span>
      );
    case 'saved':
      return (
        <span className="t2" role="status">
          <Icon name="check" /> saved {formatSeconds(status.at, zone)}
        </span>
      );
    case 'clean':
      return (
        <span className="t2">Edits are kept as you make them; runs copy them once they are published.</span>
      );
    case 'typing':
      return <span className="t3">not saved yet</span>;
    case 'saving':
      return <span className="t3">saving</span>;
  }
}
