import { NumberInput, SelectField } from '#renderer/ui/Fields.tsx';
import { LocalTimeField } from '#renderer/ui/LocalTimeField.tsx';
import type { RepeatEnd } from './repeat.ts';

const ENDS = [
  { value: 'never', label: 'Never' },
  { value: 'on', label: 'On a day' },
  { value: 'after', label: 'After a number of times' },
] as const;

/** When a repeat ends: never, on a day, or after a number of times. */
export function EndFields(props: {
  readonly end: RepeatEnd;
  readonly startDate: string;
  readonly error: string | undefined;
  readonly onChange: (end: RepeatEnd) => void;
}) {
  const { end, onChange } = props;
  const choose = (kind: RepeatEnd['kind']) => {
    if (kind === 'on') onChange({ kind, date: props.startDate, exact: null });
    else onChange(kind === 'after' ? { kind, count: 10 } : { kind });
  };
  return (
    <>
      <SelectField
        label="Ends"
        allowDeselect={false}
        options={ENDS}
        value={end.kind}
        onChange={(kind) => kind && choose(kind)}
      />
      {end.kind === 'on' && (
        <LocalTimeField
          label="Last day"
          date={end.date}
          time={null}
          error={props.error}
          onChange={(date) => onChange({ kind: 'on', date, exact: null })}
        />
      )}
      {end.kind === 'after' && (
        <NumberInput
          label="How many times"
          min={1}
          max={5000}
          value={end.count}
          onChange={(count) =>
            onChange({ kind: 'after', count: Math.max(1, Math.round(Number(count) || 1)) })
          }
        />
      )}
    </>
  );
}
