import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatDateTime, formatDuration } from '#renderer/lib/format.ts';
import { MultiSelectField, NumberInput, Segmented, SelectField } from '#renderer/ui/Fields.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { ChangeType } from '#shared/contract/changes.ts';
import { FieldRow } from './FieldRow.tsx';
import { useField, useForm } from './form.ts';
import { CommitList, WorkItems } from './Links.tsx';
import { PlannedField } from './PlannedField.tsx';
import { StepsField } from './StepsField.tsx';
import type { SectionId } from './sections.ts';
import { minutesOf } from './stepText.ts';
import { TextBox } from './TextBox.tsx';
import css from './ticket.module.css';

/** Every field of the ticket, section by section. */
export function ChangeForm() {
  const { shown, zone } = useForm();
  return (
    <div className={css.form}>
      {shown.state !== 'New' && <FixedNote />}
      <FormSection id="what" title="What and why">
        <TextBox field="title" label="Short description" line note={wordCount} />
        <TextBox field="description" label="Description" rows={3} />
        <TextBox field="justification" label="Justification" rows={3} />
        <TypeField />
        <ServicesField />
        <EnvironmentsField />
        <TextBox field="category" label="Category" line />
      </FormSection>
      <FormSection id="steps" title="Steps" aside={<WorkAndSlot />}>
        <StepsField field="deploymentSteps" label="Deployment steps" />
        <StepsField field="backOutSteps" label="Back-out steps" />
        <StepsField field="validationSteps" label="Validation steps" />
      </FormSection>
      <FormSection id="evidence" title="Impact and evidence">
        <TextBox field="impact" label="Impact" />
        <TextBox field="evidence" label="Build and test evidence" />
      </FormSection>
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
      <FormSection id="people" title="People">
        <PersonField field="assigneeId" label="Assignee, carries it out" />
        <PersonField field="validatorId" label="Validator, says that it works" />
        <PersonField field="requesterId" label="Requester" />
      </FormSection>
      <FormSection id="links" title="Links">
        <ReleaseField />
        <WorkItems />
        <CommitList commits={shown.commits} />
      </FormSection>
      <FormSection id="notes" title="Notes">
        <TextBox field="notes" label="Notes" rows={3} />
      </FormSection>
    </div>
  );
}

function FormSection(props: {
  readonly id: SectionId;
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section id={`section-${props.id}`} className={css.section} aria-label={props.title}>
      <h2>
        {props.title}
        {props.aside && <span className={css.aside}>{props.aside}</span>}
      </h2>
      {props.children}
    </section>
  );
}

/** Says once why most fields are fixed. */
function FixedNote() {
  const { shown } = useForm();
  const closed = shown.state === 'Closed' || shown.state === 'Cancelled';
  return (
    <p className={css.fixedNote}>
      {closed
        ? `This change is ${shown.state}. Only its notes can still be written.`
        : 'Description, services, environments, steps, schedule and outage are read-only from Assess on, because votes are given on them. The time moves on the calendar, with a reason; the other fields stay open.'}
    </p>
  );
}

function TypeField() {
  const { value, readOnly, set } = useField('type');
  const words: Record<ChangeType, string> = {
    normal: 'Normal',
    standard: 'Standard',
    emergency: 'Emergency',
  };
  return (
    <FieldRow field="type" label="Type">
      {readOnly ? (
        <p className={css.fixed}>{words[value]}</p>
      ) : (
        <Segmented
          label="Type"
          options={(['normal', 'standard', 'emergency'] as const).map((type) => ({
            value: type,
            label: words[type],
          }))}
          value={value}
          onChange={set}
        />
      )}
    </FieldRow>
  );
}

function ServicesField() {
  const { names } = useForm();
  const { value, readOnly, set, onFocus, onBlur } = useField('serviceIds');
  const id = 'input-serviceIds';
  return (
    <FieldRow field="serviceIds" label="Services" htmlFor={id}>
      <MultiSelectField
        id={id}
        placeholder={value.length === 0 ? 'Which services change?' : ''}
        readOnly={readOnly}
        options={names.services.map((s) => ({ value: s.id, label: `${s.name}, tier ${s.tier}` }))}
        value={value}
        onChange={set}
        onFocus={onFocus}
        onBlur={onBlur}
      />
    </FieldRow>
  );
}

function EnvironmentsField() {
  const { names } = useForm();
  const { value, readOnly, set, onFocus, onBlur } = useField('environmentIds');
  const id = 'input-environmentIds';
  return (
    <FieldRow field="environmentIds" label="Environments" htmlFor={id}>
      <MultiSelectField
        id={id}
        placeholder={value.length === 0 ? 'Where?' : ''}
        readOnly={readOnly}
        options={names.environments.map((e) => ({ value: e.id, label: e.name }))}
        value={value}
        onChange={set}
        onFocus={onFocus}
        onBlur={onBlur}
      />
    </FieldRow>
  );
}

function OutageField() {
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

function PersonField(props: {
  readonly field: 'assigneeId' | 'validatorId' | 'requesterId';
  readonly label: string;
}) {
  const { names, shown } = useForm();
  const { value, readOnly, set, onFocus, onBlur } = useField(props.field);
  const id = `input-${props.field}`;
  const alone = props.field === 'validatorId' && value !== null && value === shown.assigneeId;
  return (
    <FieldRow
      field={props.field}
      label={props.label}
      htmlFor={id}
      note={alone ? 'the same person carries it out' : undefined}
    >
      <SelectField
        id={id}
        placeholder="Nobody yet"
        clearable={!readOnly}
        readOnly={readOnly}
        options={names.people.map((p) => ({ value: p.id, label: p.name }))}
        value={value}
        onChange={set}
        onFocus={onFocus}
        onBlur={onBlur}
      />
    </FieldRow>
  );
}

function ReleaseField() {
  const { names } = useForm();
  const { value, readOnly, set, onFocus, onBlur } = useField('releaseId');
  const id = 'input-releaseId';
  const release = names.releases.find((r) => r.id === value);
  return (
    <FieldRow
      field="releaseId"
      label="Release"
      htmlFor={id}
      note={
        release && (
          <Link to="/release/$key" params={{ key: release.ref }}>
            open {release.ref}
          </Link>
        )
      }
    >
      <SelectField
        id={id}
        placeholder="On no release"
        clearable={!readOnly}
        readOnly={readOnly}
        options={names.releases.map((r) => ({ value: r.id, label: `${r.ref} ${names.releaseName(r.id)}` }))}
        value={value}
        onChange={set}
        onFocus={onFocus}
        onBlur={onBlur}
      />
    </FieldRow>
  );
}

/** `38 min of work in a slot of 60 min`. */
function WorkAndSlot() {
  const { shown } = useForm();
  const work = minutesOf([...shown.deploymentSteps, ...shown.validationSteps]).minutes;
  const slot =
    shown.plannedStart && shown.plannedEnd ? Math.max(0, shown.plannedEnd.at - shown.plannedStart.at) : 0;
  if (work === 0) return null;
  return (
    <>
      {formatDuration(work * 60_000)} of work
      {slot > 0 && ` in a slot of ${formatDuration(slot)}`}
      {slot > 0 && work * 60_000 > slot && ', which is too short'}
    </>
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

function wordCount(title: string): string {
  const n = title.trim() ? title.trim().split(/\s+/).length : 0;
  return n === 1 ? '1 word' : `${n} words`;
}
