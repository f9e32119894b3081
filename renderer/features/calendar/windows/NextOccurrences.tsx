import { useMinute } from '#renderer/lib/clock.ts';
import { IconButton } from '#renderer/ui/Button.tsx';
import type { Occurrence } from '#shared/contract/calendar.ts';
import { nextOccurrences } from '#shared/domain/calendar/recurrence.ts';
import type { WindowId } from '#shared/domain/ids.ts';
import { planTime, wallOf } from '#shared/domain/time.ts';
import { ClockNotes } from './ClockNotes.tsx';
import { occurrenceSpan } from './occurrenceSpan.ts';
import css from './WindowForm.module.css';
import type { WindowFields } from './windowDraft.ts';

const MOST = 5;

/** The next five times that a rule gives, as a check that it says what is meant; each can be left out. */
export function NextOccurrences(props: {
  readonly fields: WindowFields;
  readonly onLeaveOut: ((occurrence: Occurrence) => void) | null;
}) {
  const { fields, onLeaveOut } = props;
  const now = useMinute();
  const rule = { ...fields, id: '' as WindowId };
  const next = nextOccurrences(rule, now, MOST);
  return (
    <section className={css.preview} aria-label="Next occurrences">
      <h3>Next occurrences</h3>
      {next.length === 0 && <p className="t2">None in the ten years from now.</p>}
      <ol>
        {next.map((one) => (
          <li key={one.local}>
            <span className="num">{occurrenceSpan(one, one.zone)}</span>
            {onLeaveOut && (
              <IconButton
                icon="close"
                label={`Leave out ${occurrenceSpan(one, one.zone)}`}
                onClick={() => onLeaveOut(one)}
              />
            )}
            <ClockNotes occurrence={one} length={wallOf(fields.endLocal) - wallOf(fields.startLocal)} />
          </li>
        ))}
      </ol>
      <StartNote rule={rule} />
    </section>
  );
}

/** A first start that the rule does not give does not happen: people expect it to. */
function StartNote({ rule }: { readonly rule: Parameters<typeof nextOccurrences>[0] }) {
  const start = planTime({ local: rule.startLocal, zone: rule.zone }).at;
  const [first] = nextOccurrences({ ...rule, exDates: [], rDates: [] }, start, 1);
  if (first === undefined || first.local === rule.startLocal) return null;
  return (
    <p className="t2">
      The first start is not a time that the rule gives. It begins with {occurrenceSpan(first, rule.zone)}.
    </p>
  );
}
