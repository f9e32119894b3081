import {
  FieldGroup,
  FieldStack,
  MultiSelectField,
  NumberInput,
  Segmented,
  SelectField,
  TextArea,
  TextField,
} from '#renderer/ui/Fields.tsx';
import { section, stepKind } from '#shared/contract/steps.ts';
import type { EditedStep } from '#shared/contract/templates.ts';
import { capital } from '#shared/domain/wording.ts';
import { AutomationField } from '../AutomationField.tsx';
import css from './Editor.module.css';

const WALL = 24;

/** All that a step says, field by field. */
export function StepForm(props: {
  readonly step: EditedStep;
  readonly number: number;
  readonly steps: readonly EditedStep[];
  readonly change: (fields: Partial<EditedStep>) => void;
}) {
  const { step, number, steps, change } = props;
  const minutes = (value: string | number) => (value === '' ? null : Number(value));
  return (
    <FieldStack>
      <TextField
        label={`Title of step ${number}`}
        required
        maxLength={300}
        value={step.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <TextField
        label="Short title for the wall"
        description={`${(step.shortTitle || step.title).length} of about ${WALL} characters`}
        maxLength={40}
        value={step.shortTitle}
        onChange={(event) => change({ shortTitle: event.currentTarget.value })}
      />
      <div className={css.pair}>
        <SelectField
          label="Section"
          options={section.options.map((value) => ({ value, label: value }))}
          value={step.section}
          onChange={(value) => value && change({ section: value })}
        />
        <SelectField
          label="Kind"
          options={stepKind.options.map((value) => ({ value, label: capital(value) }))}
          value={step.kind}
          onChange={(value) => value && change({ kind: value })}
        />
      </div>
      <TextField
        label="Owner role"
        maxLength={60}
        value={step.ownerRole}
        onChange={(event) => change({ ownerRole: event.currentTarget.value })}
      />
      <div className={css.pair}>
        <NumberInput
          label="Planned minutes"
          min={0}
          max={10_080}
          allowDecimal={false}
          value={step.plannedMinutes}
          onChange={(value) => change({ plannedMinutes: minutes(value) ?? 0 })}
        />
        <NumberInput
          label="Not before, minutes after the start"
          min={0}
          max={10_080}
          allowDecimal={false}
          value={step.offsetMinutes ?? ''}
          onChange={(value) => change({ offsetMinutes: minutes(value) })}
        />
      </div>
      <MultiSelectField
        label="After"
        description="It waits until all of these are done"
        options={steps.flatMap(({ id, title }, i) =>
          id === step.id ? [] : [{ value: id, label: `${i + 1} ${title}` }],
        )}
        value={step.dependsOn}
        onChange={(dependsOn) => change({ dependsOn })}
      />
      <TextArea
        label="Instructions"
        description="Markdown"
        autosize
        minRows={3}
        maxRows={12}
        value={step.instructions}
        onChange={(event) => change({ instructions: event.currentTarget.value })}
      />
      <TextField
        label="Evidence needed"
        maxLength={300}
        value={step.evidence}
        onChange={(event) => change({ evidence: event.currentTarget.value })}
      />
      <TextArea
        label="If it fails"
        autosize
        minRows={2}
        maxRows={8}
        value={step.onFailure}
        onChange={(event) => change({ onFailure: event.currentTarget.value })}
      />
      {step.kind === 'automated' && (
        <FieldGroup legend="Automation">
          <AutomationField value={step.automation} onChange={(automation) => change({ automation })} />
        </FieldGroup>
      )}
      <FieldGroup legend="Undo">
        <Segmented
          label="How it is undone"
          options={[
            { value: 'none needed', label: 'Nothing to undo' },
            { value: 'steps', label: 'By a step' },
            { value: 'irreversible', label: 'Cannot be undone' },
          ]}
          value={step.undo}
          onChange={(undo) => change({ undo })}
        />
        {step.undo === 'steps' && (
          <div className={css.pair}>
            <TextField
              label="What undoes it"
              maxLength={300}
              value={step.undoTitle}
              onChange={(event) => change({ undoTitle: event.currentTarget.value })}
            />
            <NumberInput
              label="Minutes to undo"
              description="Empty = as long as forward"
              min={0}
              max={10_080}
              allowDecimal={false}
              value={step.undoMinutes ?? ''}
              onChange={(value) => change({ undoMinutes: minutes(value) })}
            />
          </div>
        )}
      </FieldGroup>
    </FieldStack>
  );
}
