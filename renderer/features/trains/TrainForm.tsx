import { TimePicker } from '@mantine/dates';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { RepeatFields } from '#renderer/features/calendar/windows/RepeatFields.tsx';
import { useNames } from '#renderer/features/changes/names.ts';
import { zoneOptions } from '#renderer/features/workspace/zones.ts';
import { client } from '#renderer/lib/client.ts';
import {
  Checkbox,
  FieldGroup,
  MultiSelectField,
  NumberInput,
  SelectField,
  TextField,
} from '#renderer/ui/Fields.tsx';
import { DialogForm } from '#renderer/ui/FormDialog.tsx';
import { LocalTimeField } from '#renderer/ui/LocalTimeField.tsx';
import type { Train } from '#shared/contract/trains.ts';
import { followDay } from './followDay.ts';
import { fieldsOfTrain, type TrainDraft, type TrainErrors, type TrainFields } from './trainDraft.ts';
import css from './trains.module.css';

/** Form of one train. What was typed stays when saving fails. */
export function TrainForm(props: {
  readonly train: Train | null;
  readonly start: TrainDraft;
  readonly onDone: () => void;
}) {
  const [draft, setDraft] = useState(props.start);
  const [errors, setErrors] = useState<TrainErrors>({});
  const names = useNames();
  const set = (part: Partial<TrainDraft>) => {
    setDraft({ ...draft, ...part });
    setErrors({});
  };
  const save = useMutation({
    mutationFn: (fields: TrainFields) =>
      props.train === null ? client.trains.add(fields) : client.trains.patch({ id: props.train.id, fields }),
    onSuccess: props.onDone,
  });
  const submit = () => {
    const result = fieldsOfTrain(draft);
    if ('errors' in result) setErrors(result.errors);
    else save.mutate(result.fields);
  };
  return (
    <DialogForm
      confirm={props.train === null ? 'Add' : 'Save'}
      busy={save.isPending}
      act={submit}
      error={save.error}
      onClose={props.onDone}
    >
      <TextField
        label="Name"
        placeholder="Payments train"
        data-autofocus
        maxLength={200}
        value={draft.name}
        error={errors.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <SelectField
        label="Delivery manager"
        description="Takes over each release of the train."
        clearable
        searchable
        options={names.people.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.deliveryManagerId}
        onChange={(deliveryManagerId) => set({ deliveryManagerId })}
      />
      <SelectField
        label="Time zone"
        searchable
        limit={60}
        allowDeselect={false}
        options={zoneOptions()}
        value={draft.zone}
        onChange={(zone) => zone && set({ zone })}
      />
      <LocalTimeField
        label="First departure"
        date={draft.startDate}
        time={draft.startHour}
        error={errors.start}
        onChange={(startDate, startHour) =>
          set({ startDate, startHour, repeat: followDay(draft.repeat, draft.startDate, startDate) })
        }
      />
      <div className={css.pair}>
        <TextField
          label="Letters before the number"
          maxLength={6}
          value={draft.code}
          error={errors.code}
          onChange={(event) => set({ code: event.currentTarget.value })}
        />
        <NumberInput
          label="Number of the first departure"
          min={1}
          max={9999}
          allowDecimal={false}
          value={draft.firstNumber}
          onChange={(value) => set({ firstNumber: whole(value, 1, 9999) })}
        />
      </div>
      <RepeatFields
        repeat={draft.repeat}
        startDate={draft.startDate}
        error={errors.repeat}
        onChange={(repeat) => set({ repeat })}
      />
      <NumberInput
        label="Time for the deployment, in minutes"
        min={1}
        max={10_080}
        allowDecimal={false}
        value={draft.minutes}
        onChange={(value) => set({ minutes: whole(value, 1, 10_080) })}
      />
      <FieldGroup legend="Before each departure">
        <BeforeFields what="Cut-off" value={draft.cutOff} onChange={(cutOff) => set({ cutOff })} />
        {errors.cutOff && <p className={css.error}>{errors.cutOff}</p>}
        <Checkbox
          label="System demo of what is aboard"
          checked={draft.hasDemo}
          onChange={(event) => set({ hasDemo: event.currentTarget.checked })}
        />
        {draft.hasDemo && <BeforeFields what="Demo" value={draft.demo} onChange={(demo) => set({ demo })} />}
      </FieldGroup>
      <FieldGroup legend="Aboard; an empty list means all">
        <MultiSelectField
          label="Teams"
          options={names.teams.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.teamIds}
          onChange={(teamIds) => set({ teamIds })}
        />
        <MultiSelectField
          label="Services"
          options={names.services.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.serviceIds}
          onChange={(serviceIds) => set({ serviceIds })}
        />
        <SelectField
          label="Environment"
          clearable
          placeholder="Production"
          options={names.environments.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.environmentId}
          onChange={(environmentId) => set({ environmentId })}
        />
      </FieldGroup>
      {errors.whole && (
        <p role="alert" className={css.error}>
          {errors.whole}
        </p>
      )}
    </DialogForm>
  );
}

function BeforeFields(props: {
  readonly what: string;
  readonly value: Train['cutOff'];
  readonly onChange: (value: Train['cutOff']) => void;
}) {
  const { what, value } = props;
  return (
    <div className={css.before}>
      <NumberInput
        label={`${what}, days before`}
        min={0}
        max={90}
        allowDecimal={false}
        value={value.days}
        onChange={(days) => props.onChange({ ...value, days: whole(days, 0, 90) })}
      />
      <TimePicker
        label={`${what}, at`}
        format="24h"
        hoursInputLabel={`${what}, hour`}
        minutesInputLabel={`${what}, minute`}
        value={value.time}
        onChange={(time) => props.onChange({ ...value, time: time.slice(0, 5) })}
      />
    </div>
  );
}

function whole(value: string | number, low: number, high: number): number {
  return Math.min(high, Math.max(low, Math.round(Number(value) || low)));
}
