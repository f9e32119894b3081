import { Input } from '@mantine/core';
import { DateInput, TimePicker } from '@mantine/dates';
import type { KeyboardEvent, ReactNode } from 'react';
import { classNames } from './classNames.ts';
import css from './LocalTimeField.module.css';

/**
 * Date and 24-hour time on the wall clock of a zone, as `2027-02-11T22:00`; an unfinished one keeps its parts. A time of
 * null asks for the date alone. Children stand beside it.
 */
export function LocalTimeField(props: {
  readonly label: string;
  readonly description?: string | undefined;
  readonly date: string;
  readonly time: string | null;
  readonly error?: string | undefined;
  readonly onChange: (date: string, time: string) => void;
  readonly hasFocus?: boolean;
  /** What Enter does, instead of sending the form around it. */
  readonly onEnter?: () => void;
  readonly children?: ReactNode;
}) {
  const { label, date, time, children, onEnter } = props;
  const keys = onEnter && {
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      onEnter();
    },
  };
  return (
    <Input.Wrapper label={label} description={props.description} labelElement="div" error={props.error}>
      <div className={classNames(css.pair, time === null && css.alone, children ? css.withMore : undefined)}>
        <DateInput
          {...keys}
          autoFocus={props.hasFocus ?? false}
          aria-label={time === null ? label : `${label}, date`}
          valueFormat="ddd D MMM YYYY"
          placeholder="Date"
          value={date === '' ? null : date}
          onChange={(next) => props.onChange(next?.slice(0, 10) ?? '', time ?? '00:00')}
        />
        {time !== null && (
          <TimePicker
            {...keys}
            aria-label={`${label}, time`}
            format="24h"
            hoursInputLabel={`${label}, hour`}
            minutesInputLabel={`${label}, minute`}
            value={time}
            onChange={(next) => props.onChange(date, next.slice(0, 5))}
          />
        )}
        {children}
      </div>
    </Input.Wrapper>
  );
}
