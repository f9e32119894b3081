import { Checkbox as MantineCheckbox } from '@mantine/core';
import { TimePicker } from '@mantine/dates';
import { Switch } from '#renderer/ui/Fields.tsx';
import type { WorkingHours } from '#shared/contract/people.ts';
import css from './HoursFields.module.css';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const OFFICE: WorkingHours = { days: [1, 2, 3, 4, 5], from: '08:00', until: '18:00' };

/** Working hours: none, or weekdays and a time of day. `none` says in words what their absence means. */
export function HoursFields(props: {
  readonly label: string;
  readonly none: string;
  readonly value: WorkingHours | null;
  readonly onChange: (hours: WorkingHours | null) => void;
}) {
  const { value, onChange } = props;
  const time = (label: string, field: 'from' | 'until') => (
    <TimePicker
      label={label}
      format="24h"
      hoursInputLabel={`${label}, hour`}
      minutesInputLabel={`${label}, minute`}
      value={value?.[field] ?? ''}
      onChange={(next) =>
        value && /^\d\d:\d\d/.test(next) && onChange({ ...value, [field]: next.slice(0, 5) })
      }
    />
  );
  return (
    <fieldset className={css.hours}>
      <Switch
        label={props.label}
        description={value === null ? props.none : undefined}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? OFFICE : null)}
      />
      {value !== null && (
        <>
          <MantineCheckbox.Group
            label="Days"
            value={value.days.map(String)}
            onChange={(days) => onChange({ ...value, days: days.map(Number).sort() })}
          >
            <div className={css.days}>
              {DAYS.map((day, at) => (
                <MantineCheckbox key={day} value={String(at + 1)} label={day} />
              ))}
            </div>
          </MantineCheckbox.Group>
          <div className={css.times}>
            {time('From', 'from')}
            {time('Until', 'until')}
          </div>
        </>
      )}
    </fieldset>
  );
}
