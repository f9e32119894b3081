import { useState } from 'react';
import { formatZone } from '#renderer/lib/format.ts';
import { FieldStack, ReasonField } from '#renderer/ui/Fields.tsx';
import { LocalTimeField } from '#renderer/ui/LocalTimeField.tsx';
import { localTime, planTime, planTimeAt } from '#shared/domain/time.ts';

/** Reason and end of what goes on record. `until` in ms UTC; null = not asked. Ctrl or Cmd with Enter sends the form. */
export function RecordFields(props: {
  readonly label: string;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly until: number | null;
  readonly onUntil: (until: number) => void;
  readonly zone: string;
  readonly note?: string;
}) {
  const { until, zone } = props;
  const [half, setHalf] = useState<{ date: string; time: string } | null>(null);
  const local = until === null ? '' : planTimeAt(until, zone).local;
  return (
    <FieldStack>
      <ReasonField
        label={props.label}
        description={props.note}
        value={props.reason}
        data-autofocus
        onChange={props.onReason}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          event.currentTarget.form?.requestSubmit();
        }}
      />
      {until !== null && (
        <LocalTimeField
          label={`In force until, ${formatZone(zone, until)}`}
          date={half?.date ?? local.slice(0, 10)}
          time={half?.time ?? local.slice(11)}
          error={half === null ? undefined : 'Give a date and a time'}
          onChange={(date, time) => {
            const typed = `${date}T${time}`;
            const whole = localTime.safeParse(typed).success;
            setHalf(whole ? null : { date, time });
            if (whole) props.onUntil(planTime({ local: typed, zone }).at);
          }}
        />
      )}
    </FieldStack>
  );
}
