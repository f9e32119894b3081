import { Input } from '@mantine/core';
import { DateInput, TimePicker } from '@mantine/dates';
import css from './LocalTimeField.module.css';

/** Date and 24-hour time on the wall clock of a zone, as `2027-02-11T22:00`; an unfinished one keeps its parts. */
export function LocalTimeField(props: {
  readonly label: string;
  readonly date: string;
  readonly time: string;
  readonly error?: string | undefined;
  readonly onChange: (date: string, time: string) => void;
}) {
  const { label, date, time } = props;
  return (
    <Input.Wrapper label={label} labelElement="div" error={props.error}>
      <div className={css.pair}>
        <DateInput
          aria-label={`${label}, date`}
          valueFormat="ddd D MMM YYYY"
          placeholder="Date"
          value={date === '' ? null : date}
          onChange={(next) => props.onChange(next?.slice(0, 10) ?? '', time)}
        />
        <TimePicker
          aria-label={`${label}, time`}
          format="24h"
          hoursInputLabel={`${label}, hour`}
          minutesInputLabel={`${label}, minute`}
          value={time}
          onChange={(next) => props.onChange(date, next.slice(0, 5))}
        />
      </div>
    </Input.Wrapper>
  );
}
