import { Checkbox, FieldGroup, NumberInput, SelectField, TextField } from '#renderer/ui/Fields.tsx';
import { NTH, type Repeat, repeatInWords, ruleOf, WEEKDAYS } from './repeat.ts';
import css from './WindowForm.module.css';
import { repeatFor } from './windowDraft.ts';

const KINDS = [
  { value: 'once', label: 'Once' },
  { value: 'weekly', label: 'Weekly, on days' },
  { value: 'monthly', label: 'Monthly, on a weekday' },
  { value: 'raw', label: 'By an RRULE (RFC 5545)' },
] as const;

/** How often a window comes back, with the result in words under it. */
export function RepeatFields(props: {
  readonly repeat: Repeat;
  readonly startDate: string;
  readonly error: string | undefined;
  readonly onChange: (repeat: Repeat) => void;
}) {
  const { repeat, onChange } = props;
  return (
    <FieldGroup legend="Repeat">
      <SelectField
        label="How often"
        allowDeselect={false}
        options={KINDS}
        value={repeat.kind}
        onChange={(kind) => kind && onChange(repeatFor(kind, props.startDate, repeat))}
      />
      {repeat.kind === 'weekly' && (
        <>
          <div className={css.days}>
            {WEEKDAYS.map(({ code, name }) => (
              <Checkbox
                key={code}
                label={name}
                checked={repeat.days.includes(code)}
                onChange={(event) =>
                  onChange({
                    ...repeat,
                    days: event.currentTarget.checked
                      ? [...repeat.days, code]
                      : repeat.days.filter((day) => day !== code),
                  })
                }
              />
            ))}
          </div>
          <NumberInput
            label="Every how many weeks"
            min={1}
            max={52}
            value={repeat.every}
            onChange={(value) => onChange({ ...repeat, every: Math.max(1, Math.round(Number(value) || 1)) })}
          />
        </>
      )}
      {repeat.kind === 'monthly' && (
        <div className={css.two}>
          <SelectField
            label="Which one"
            allowDeselect={false}
            options={NTH.map(({ nth, name }) => ({ value: String(nth), label: name }))}
            value={String(repeat.nth)}
            onChange={(nth) => nth && onChange({ ...repeat, nth: Number(nth) })}
          />
          <SelectField
            label="Weekday"
            allowDeselect={false}
            searchable={false}
            options={WEEKDAYS.map(({ code, name }) => ({ value: code, label: name }))}
            value={repeat.day}
            onChange={(day) => day && onChange({ ...repeat, day })}
          />
        </div>
      )}
      {repeat.kind === 'raw' && (
        <TextField
          label="RRULE"
          placeholder="FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24"
          value={repeat.rule}
          maxLength={500}
          error={props.error}
          onChange={(event) => onChange({ ...repeat, rule: event.currentTarget.value })}
        />
      )}
      {props.error && repeat.kind !== 'raw' && <p className={css.error}>{props.error}</p>}
      {!props.error && <p className="t2">Comes {repeatInWords(ruleOf(repeat))}.</p>}
    </FieldGroup>
  );
}
