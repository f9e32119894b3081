import { useState } from 'react';
import { formatDate } from '#renderer/lib/format.ts';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { LocalTimeField } from '#renderer/ui/LocalTimeField.tsx';
import { wallOf } from '#shared/domain/time.ts';
import css from './WindowForm.module.css';

/** Dates that leave a rule or join it: a list with what takes each out again, and a field for one more. */
export function DateList(props: {
  readonly label: string;
  readonly description: string;
  readonly dates: readonly string[];
  readonly allDay: boolean;
  /** Time of day that a new one has unless another is given. */
  readonly hour: string;
  readonly onChange: (dates: string[]) => void;
}) {
  const { label, dates, allDay } = props;
  const [date, setDate] = useState('');
  const [time, setTime] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const [added, setAdded] = useState(0);
  const hour = allDay ? '00:00' : (time ?? props.hour);
  const add = () => {
    const isWhole = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(`${date}T${hour}`);
    setMissing(!isWhole);
    if (!isWhole) return;
    props.onChange([...new Set([...dates, `${date}T${hour}`])].toSorted());
    setDate('');
    setAdded(added + 1);
  };
  return (
    <div className={css.dates}>
      <LocalTimeField
        // A new field: the one that was typed in keeps its text.
        key={added}
        hasFocus={added > 0}
        label={label}
        description={props.description}
        date={date}
        time={allDay ? null : hour}
        error={missing ? 'Give a date' : undefined}
        onEnter={add}
        onChange={(next, at) => {
          setDate(next);
          setTime(at);
          setMissing(false);
        }}
      >
        <Button onClick={add} aria-label={`Add to ${label.toLowerCase()}`}>
          Add
        </Button>
      </LocalTimeField>
      {dates.length > 0 && (
        <ul>
          {dates.map((local) => (
            <li key={local}>
              <span className="num">{dateWords(local, allDay)}</span>
              <IconButton
                icon="trash"
                label={`Take ${dateWords(local, allDay)} off ${label.toLowerCase()}`}
                onClick={() => props.onChange(dates.filter((one) => one !== local))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function dateWords(local: string, allDay: boolean): string {
  const day = formatDate(wallOf(local), 'UTC');
  return allDay ? day : `${day}, ${local.slice(11)}`;
}
