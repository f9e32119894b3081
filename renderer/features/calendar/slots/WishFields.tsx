import { TimePicker } from '@mantine/dates';
import { useNames } from '#renderer/features/changes/names.ts';
import { MultiSelectField, NumberInput, SelectField } from '#renderer/ui/Fields.tsx';
import css from './FindSlot.module.css';
import { SubjectField } from './SubjectField.tsx';
import type { Wish } from './wish.ts';

/** What the time is for and what it has to hold: duration, services, environment, people, lead time, time of day. */
export function WishFields(props: {
  readonly wish: Wish;
  readonly choosesSubject: boolean;
  readonly onChange: (part: Partial<Wish>) => void;
}) {
  const { wish, onChange } = props;
  const names = useNames();
  const unsaid = wish.subject === null ? 'Any' : 'Those it names';
  return (
    <div className={css.fields}>
      {props.choosesSubject && (
        <div className={css.wide}>
          <SubjectField
            subject={wish.subject}
            onChange={(subject, minutes) => onChange({ subject, ...(minutes === null ? {} : { minutes }) })}
          />
        </div>
      )}
      <NumberInput
        label="Minutes"
        data-autofocus
        min={1}
        max={10_080}
        value={wish.minutes}
        onChange={(value) => onChange({ minutes: Math.round(Number(value) || 0) })}
      />
      <NumberInput
        label="Lead time, hours from now"
        min={0}
        max={2160}
        value={wish.leadHours}
        onChange={(value) => onChange({ leadHours: Math.max(0, Math.min(2160, Number(value) || 0)) })}
      />
      <MultiSelectField
        label="Services"
        placeholder={wish.serviceIds.length === 0 ? unsaid : ''}
        options={names.services.map(({ id, name }) => ({ value: id, label: name }))}
        value={wish.serviceIds}
        onChange={(serviceIds) => onChange({ serviceIds })}
      />
      <SelectField
        label="Environment"
        placeholder={wish.subject === null ? 'Any' : 'The one it names'}
        clearable
        options={names.environments.map(({ id, name }) => ({ value: id, label: name }))}
        value={wish.environmentId}
        onChange={(environmentId) => onChange({ environmentId })}
      />
      <MultiSelectField
        label="People who have to be free"
        placeholder={wish.personIds.length === 0 ? (wish.subject === null ? 'Nobody' : 'Those it names') : ''}
        options={names.people.map(({ id, name }) => ({ value: id, label: name }))}
        value={wish.personIds}
        onChange={(personIds) => onChange({ personIds })}
      />
      <div className={css.between}>
        <TimePicker
          label="Starts between"
          format="24h"
          hoursInputLabel="Starts from, hour"
          minutesInputLabel="Starts from, minute"
          clearable
          clearButtonProps={{ 'aria-label': 'Clear the earliest time of day' }}
          value={wish.between.from}
          onChange={(from) => onChange({ between: { ...wish.between, from: from.slice(0, 5) } })}
        />
        <TimePicker
          label="and"
          format="24h"
          hoursInputLabel="Starts before, hour"
          minutesInputLabel="Starts before, minute"
          clearable
          clearButtonProps={{ 'aria-label': 'Clear the latest time of day' }}
          value={wish.between.until}
          onChange={(until) => onChange({ between: { ...wish.between, until: until.slice(0, 5) } })}
        />
      </div>
    </div>
  );
}
