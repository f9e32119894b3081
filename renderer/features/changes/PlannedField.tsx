import { DateInput, TimePicker } from '@mantine/dates';
import { useState } from 'react';
import { formatDateTime, formatZone } from '#renderer/lib/format.ts';
import { planTime } from '#shared/domain/time.ts';
import { FieldRow } from './FieldRow.tsx';
import css from './fields.module.css';
import { useField } from './form.ts';

/** A planned time: date and hour on the wall clock of its zone. A time the clock skips moves forward, as calendars do. */
export function PlannedField(props: {
  readonly field: 'plannedStart' | 'plannedEnd';
  readonly label: string;
  readonly zone: string;
  /** Date offered first when none is set. */
  readonly near?: string | undefined;
}) {
  const { field, label } = props;
  const { value, readOnly, edit, onFocus, onBlur } = useField(field);
  const zone = value?.zone ?? props.zone;
  const [half, setHalf] = useState<{ date: string | null; time: string }>({ date: null, time: '' });
  const date = value?.local.slice(0, 10) ?? half.date;
  const time = value?.local.slice(11, 16) ?? half.time;

  const take = (nextDate: string | null, nextTime: string) => {
    setHalf({ date: nextDate, time: nextTime });
    if (!nextDate) {
      if (value) edit(null);
      return;
    }
    if (!/^\d{2}:\d{2}/.test(nextTime)) return;
    const local = `${nextDate.slice(0, 10)}T${nextTime.slice(0, 5)}`;
    if (local !== value?.local) edit(planTime({ local, zone }));
  };
  if (readOnly) {
    return (
      <FieldRow field={field} label={label}>
        <p className={css.fixed}>
          {value
            ? `${formatDateTime(value.at, value.zone)} ${formatZone(value.zone, value.at)}`
            : 'not planned'}
        </p>
      </FieldRow>
    );
  }
  return (
    <FieldRow field={field} label={label}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: focus and blur of both inputs start and end the editing */}
      <div
        className={css.planned}
        onFocus={onFocus}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) onBlur();
        }}
      >
        <DateInput
          aria-label={`${label}, date`}
          valueFormat="ddd D MMM YYYY"
          placeholder="Date"
          clearable
          clearButtonProps={{ 'aria-label': `Clear the ${label.toLowerCase()}` }}
          value={date}
          {...(props.near ? { defaultDate: props.near } : {})}
          onChange={(next) => take(next, time)}
        />
        <TimePicker
          aria-label={`${label}, time`}
          format="24h"
          hoursInputLabel={`${label}, hour`}
          minutesInputLabel={`${label}, minute`}
          value={time}
          onChange={(next) => take(date, next)}
        />
        <span className="t2">{formatZone(zone, value?.at ?? Date.now())}</span>
      </div>
    </FieldRow>
  );
}
