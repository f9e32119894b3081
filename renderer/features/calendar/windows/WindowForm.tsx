import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { zoneOptions } from '#renderer/features/workspace/zones.ts';
import { Checkbox, FieldGroup, NumberInput, SelectField, TextField } from '#renderer/ui/Fields.tsx';
import { DialogForm } from '#renderer/ui/FormDialog.tsx';
import { LocalTimeField } from '#renderer/ui/LocalTimeField.tsx';
import { DateList } from './DateList.tsx';
import { EndFields } from './EndFields.tsx';
import { NextOccurrences } from './NextOccurrences.tsx';
import { RepeatFields } from './RepeatFields.tsx';
import { ScopeFields } from './ScopeFields.tsx';
import {
  fieldsOf,
  type WindowDraft,
  type WindowErrors,
  type WindowFields,
  withAllDay,
  withStart,
} from './windowDraft.ts';

const KINDS = [
  { value: 'allow', label: 'Maintenance window: work may be done' },
  { value: 'deny', label: 'Freeze: changes are barred' },
  { value: 'inform', label: 'For information: business event, holiday' },
] as const;
const TRAFFIC = [
  { value: 'low', label: 'Low: free slots come first here' },
  { value: 'usual', label: 'As usual' },
  { value: 'high', label: 'High' },
] as const;

/**
 * Form of a rule for time. `parts` says what is asked: all of the rule, a series from one occurrence on or as a
 * whole (both without its single dates), or one occurrence. What was typed stays when saving fails.
 */
export function WindowForm(props: {
  readonly start: WindowDraft;
  readonly parts: 'rule' | 'following' | 'all' | 'one';
  readonly confirm: string;
  readonly save: (fields: WindowFields) => Promise<unknown>;
  readonly onDone: () => void;
  readonly onCancel: () => void;
  readonly children?: ReactNode;
}) {
  const { parts } = props;
  const [draft, setDraft] = useState(props.start);
  const [errors, setErrors] = useState<WindowErrors>({});
  const change = (next: WindowDraft) => {
    setDraft(next);
    setErrors({});
  };
  const set = (part: Partial<WindowDraft>) => change({ ...draft, ...part });
  const save = useMutation({ mutationFn: props.save, onSuccess: props.onDone });
  const result = fieldsOf({ ...draft, name: draft.name.trim() || 'Window' });
  // A rule that was typed is judged while it is typed.
  const typed = draft.repeat.kind === 'raw' && 'errors' in result ? result.errors.repeat : undefined;
  const submit = () => {
    const checked = fieldsOf(draft);
    if ('errors' in checked) setErrors(checked.errors);
    else save.mutate(checked.fields);
  };
  return (
    <DialogForm
      confirm={props.confirm}
      busy={save.isPending}
      act={submit}
      error={save.error}
      onClose={props.onCancel}
    >
      {props.children}
      <TextField
        label="Name"
        placeholder="Core banking, Tuesday and Thursday night"
        data-autofocus
        maxLength={200}
        value={draft.name}
        error={errors.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <KindFields draft={draft} onChange={set} />
      <TimeFields draft={draft} errors={errors} first={parts === 'rule'} onChange={change} />
      {parts !== 'one' && (
        <>
          <RepeatFields
            repeat={draft.repeat}
            startDate={draft.startDate}
            error={errors.repeat ?? typed}
            onChange={(repeat) => set({ repeat })}
          />
          {draft.repeat.kind !== 'once' && (
            <EndFields
              end={draft.end}
              startDate={draft.startDate}
              error={errors.end}
              onChange={(end) => set({ end })}
            />
          )}
        </>
      )}
      {parts === 'rule' && <DateFields draft={draft} hasRule={draft.repeat.kind !== 'once'} onChange={set} />}
      {(parts === 'rule' || parts === 'following') && 'fields' in result && (
        <NextOccurrences
          fields={result.fields}
          onLeaveOut={
            parts === 'rule' && draft.repeat.kind !== 'once'
              ? ({ local }) => set({ exDates: [...draft.exDates, local].toSorted() })
              : null
          }
        />
      )}
      {draft.kind === 'allow' && (
        <NumberInput
          label="Protection after the window, in minutes"
          description="Buffer in which service must be restored at the latest."
          min={0}
          max={10_080}
          value={draft.protectionMinutes}
          onChange={(value) => set({ protectionMinutes: Math.max(0, Math.round(Number(value) || 0)) })}
        />
      )}
      <ScopeFields scope={draft} onChange={set} />
    </DialogForm>
  );
}

type Part = (part: Partial<WindowDraft>) => void;

function KindFields({ draft, onChange }: { readonly draft: WindowDraft; readonly onChange: Part }) {
  return (
    <>
      <SelectField
        label="Kind"
        allowDeselect={false}
        options={KINDS}
        value={draft.kind}
        onChange={(kind) => kind && onChange({ kind })}
      />
      {draft.kind === 'inform' ? (
        <SelectField
          label="Traffic meanwhile"
          allowDeselect={false}
          options={TRAFFIC}
          value={draft.traffic}
          onChange={(traffic) => traffic && onChange({ traffic })}
        />
      ) : (
        <Checkbox
          label="Hard rule"
          description="Hard refuses what breaks it; soft asks for a reason."
          checked={draft.hard}
          onChange={(event) => onChange({ hard: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

function TimeFields(props: {
  readonly draft: WindowDraft;
  readonly errors: WindowErrors;
  /** The times are those of the first occurrence, not of one that was chosen. */
  readonly first: boolean;
  readonly onChange: (draft: WindowDraft) => void;
}) {
  const { draft, errors, first, onChange } = props;
  const lastDay = !first || draft.repeat.kind === 'once' ? 'Last day' : 'Last day of the first time';
  return (
    <>
      <SelectField
        label="Time zone"
        searchable
        limit={60}
        options={zoneOptions()}
        value={draft.zone}
        error={errors.zone}
        onChange={(zone) => zone && onChange({ ...draft, zone })}
      />
      <Checkbox
        label="Whole days"
        checked={draft.allDay}
        onChange={(event) => onChange(withAllDay(draft, event.currentTarget.checked))}
      />
      <LocalTimeField
        label={draft.allDay ? 'First day' : first ? 'First start' : 'Start'}
        date={draft.startDate}
        time={draft.allDay ? null : draft.startHour}
        error={errors.startHour}
        onChange={(date, hour) => onChange(withStart(draft, date, hour))}
      />
      <LocalTimeField
        label={draft.allDay ? lastDay : first ? 'First end' : 'End'}
        date={draft.endDate}
        time={draft.allDay ? null : draft.endHour}
        error={errors.endHour}
        onChange={(endDate, endHour) => onChange({ ...draft, endDate, endHour })}
      />
    </>
  );
}

function DateFields(props: {
  readonly draft: WindowDraft;
  readonly hasRule: boolean;
  readonly onChange: Part;
}) {
  const { draft, onChange } = props;
  return (
    <FieldGroup legend="Single dates">
      <DateList
        label="Extra dates"
        description="It happens on these too, as long as the first time."
        dates={draft.rDates}
        allDay={draft.allDay}
        hour={draft.startHour}
        onChange={(rDates) => onChange({ rDates })}
      />
      {(props.hasRule || draft.exDates.length > 0) && (
        <DateList
          label="Left-out dates"
          description="Times that the rule gives and that do not happen."
          dates={draft.exDates}
          allDay={draft.allDay}
          hour={draft.startHour}
          onChange={(exDates) => onChange({ exDates })}
        />
      )}
    </FieldGroup>
  );
}
