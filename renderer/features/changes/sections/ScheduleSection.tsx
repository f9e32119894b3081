import { formatDateTime } from '#renderer/lib/format.ts';
import { NumberInput } from '#renderer/ui/Fields.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import { FieldRow } from '../FieldRow.tsx';
import css from '../fields.module.css';
import { useField, useForm } from '../form.ts';
import { PlannedField } from '../PlannedField.tsx';
import { FormSection } from './FormSection.tsx';

/** When it is carried out, and how long something is not available. */
export function ScheduleSection() {
  const { shown, zone } = useForm();
  return (
    <FormSection id="schedule" title="Schedule" aside={<ActualTimes />}>
      <PlannedField field="plannedStart" label="Planned start" zone={zone} />
      <PlannedField
        field="plannedEnd"
        label="Planned end"
        zone={shown.plannedStart?.zone ?? zone}
        near={shown.plannedStart?.local.slice(0, 10)}
      />
      {shown.plannedStart && shown.plannedEnd && shown.plannedEnd.at <= shown.plannedStart.at && (
        <p className={css.overtaken}>
          <StateGlyph state="blocked" size={12} /> The planned end is not after the start.
        </p>
      )}
      <OutageField />
    </FormSection>
  );
}

/** How long something is not available while it is carried out. */
export function OutageField() {
  const { value, readOnly, edit, onFocus, onBlur } = useField('plannedOutageMinutes');
  const id = 'input-plannedOutageMinutes';
  return (
    <FieldRow field="plannedOutageMinutes" label="Planned outage, minutes" htmlFor={id}>
      <NumberInput
        id={id}
        placeholder="Not stated; 0 means none"
        min={0}
        max={525_600}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="strict"
        readOnly={readOnly}
        value={value ?? ''}
        onChange={(next) => edit(next === '' ? null : Math.round(Number(next)))}
        onFocus={onFocus}
        onBlur={onBlur}
      />
    </FieldRow>
  );
}

function ActualTimes() {
  const { shown, zone } = useForm();
  if (!shown.actualStartAt) return null;
  return (
    <>
      carried out {formatDateTime(shown.actualStartAt, zone)}
      {shown.actualEndAt && ` to ${formatDateTime(shown.actualEndAt, zone)}`}
    </>
  );
}
