import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNames } from '#renderer/features/changes/names.ts';
import { zoneOptions } from '#renderer/features/workspace/zones.ts';
import { client, orpc } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import {
  Checkbox,
  FieldStack,
  MultiSelectField,
  NumberInput,
  SelectField,
  TextField,
} from '#renderer/ui/Fields.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import type { WindowRule } from '#shared/contract/calendar.ts';
import { LocalTimeField } from './LocalTimeField.tsx';
import { RepeatFields } from './RepeatFields.tsx';
import css from './WindowForm.module.css';
import { fieldsOf, type WindowDraft, type WindowErrors } from './windowDraft.ts';

const KINDS = [
  { value: 'allow', label: 'Maintenance window: work may be done' },
  { value: 'deny', label: 'Freeze: changes are barred' },
  { value: 'inform', label: 'For information: business event, holiday' },
] as const;

/** Form of one rule for time. What was typed stays when saving fails. */
export function WindowForm(props: {
  readonly rule: WindowRule | null;
  readonly start: WindowDraft;
  readonly onDone: () => void;
}) {
  const [draft, setDraft] = useState(props.start);
  const [errors, setErrors] = useState<WindowErrors>({});
  const names = useNames();
  const people = useQuery(orpc.people.list.queryOptions({ meta: { topics: ['people'] } }));
  const set = (part: Partial<WindowDraft>) => {
    setDraft({ ...draft, ...part });
    setErrors({});
  };
  const save = useMutation({
    mutationFn: (fields: Omit<WindowRule, 'id'>) =>
      props.rule === null
        ? client.calendar.addWindow(fields)
        : client.calendar.patchWindow({ id: props.rule.id, fields }),
    onSuccess: props.onDone,
  });
  const submit = () => {
    const result = fieldsOf(draft);
    if ('errors' in result) setErrors(result.errors);
    else save.mutate(result.fields);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <FieldStack>
        <TextField
          label="Name"
          placeholder="Core banking, Tuesday and Thursday night"
          data-autofocus
          maxLength={200}
          value={draft.name}
          error={errors.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <SelectField
          label="Kind"
          allowDeselect={false}
          options={KINDS}
          value={draft.kind}
          onChange={(kind) => kind && set({ kind })}
        />
        {draft.kind !== 'inform' && (
          <Checkbox
            label="Hard rule"
            description="Hard refuses what breaks it; soft asks for a reason."
            checked={draft.hard}
            onChange={(event) => set({ hard: event.currentTarget.checked })}
          />
        )}
        <SelectField
          label="Time zone"
          searchable
          limit={60}
          options={zoneOptions()}
          value={draft.zone}
          error={errors.zone}
          onChange={(zone) => zone && set({ zone })}
        />
        <LocalTimeField
          label="First start"
          date={draft.startDate}
          time={draft.startHour}
          error={errors.startHour}
          onChange={(startDate, startHour) =>
            set({ startDate, startHour, ...(draft.endDate < startDate ? { endDate: startDate } : {}) })
          }
        />
        <LocalTimeField
          label="First end"
          date={draft.endDate}
          time={draft.endHour}
          error={errors.endHour}
          onChange={(endDate, endHour) => set({ endDate, endHour })}
        />
        <RepeatFields
          repeat={draft.repeat}
          startDate={draft.startDate}
          error={errors.repeat}
          onChange={(repeat) => set({ repeat })}
        />
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
        <fieldset className={css.group}>
          <legend>Scope; an empty list means all</legend>
          <MultiSelectField
            label="Services"
            options={names.services.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.serviceIds}
            onChange={(serviceIds) => set({ serviceIds })}
          />
          <MultiSelectField
            label="Environments"
            options={names.environments.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.environmentIds}
            onChange={(environmentIds) => set({ environmentIds })}
          />
          <MultiSelectField
            label="Teams"
            options={(people.data?.teams ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.teamIds}
            onChange={(teamIds) => set({ teamIds })}
          />
        </fieldset>
        <Refusal error={save.error} />
        <div className={css.actions}>
          <Button onClick={props.onDone}>Cancel</Button>
          <Button variant="primary" type="submit" disabled={save.isPending}>
            {props.rule === null ? 'Add' : 'Save'}
          </Button>
        </div>
      </FieldStack>
    </form>
  );
}
