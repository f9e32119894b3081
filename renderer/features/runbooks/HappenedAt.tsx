import { formatTime, formatZone } from '#renderer/lib/format.ts';
import { TextField } from '#renderer/ui/Fields.tsx';
import { recentTime } from './recentTime.ts';

/** When it really happened, where that was not just now: `02:10` means the last 02:10. Empty = now. */
export function HappenedAt(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly zone: string;
  readonly now: number;
}) {
  const { value, onChange, zone, now } = props;
  const wrong = value !== '' && recentTime(value, zone, now) === null;
  return (
    <TextField
      label={`Happened at (${formatZone(zone, now)})`}
      description="Empty means now. The moment it is recorded is kept beside it."
      placeholder={formatTime(now, zone)}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={wrong ? 'Write the time as 02:10' : null}
      inputMode="numeric"
      maxLength={5}
      w={220}
    />
  );
}
