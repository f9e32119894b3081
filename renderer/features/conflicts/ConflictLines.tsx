import { expandDateTimes } from '#renderer/lib/format.ts';
import type { Conflict } from '#shared/contract/conflicts.ts';
import { capital, minutesText } from '#shared/domain/wording.ts';
import css from './ConflictCard.module.css';

/** Each conflict in two lines: what and for how long, then the sentence and what would resolve it. */
export function ConflictLines(props: {
  readonly conflicts: readonly Conflict[];
  readonly zone: string;
  /** Reference that stands above them already; conflicts of others, such as a change that rides a release, name theirs. */
  readonly about: string;
}) {
  if (props.conflicts.length === 0) return null;
  return (
    <ul className={css.lines}>
      {props.conflicts.map((conflict) => (
        <li key={`${conflict.ref} ${conflict.key}`}>
          <b>
            {conflict.ref !== props.about && <span className="ref">{conflict.ref} </span>}
            {conflict.what}
          </b>
          {conflict.minutes > 0 && <em>{minutesText(conflict.minutes)}</em>}
          <p>
            {expandDateTimes(conflict.sentence, props.zone)} {expandDateTimes(conflict.resolve, props.zone)}
            {conflict.standing !== 'open' && <i> {capital(conflict.standing)}.</i>}
          </p>
        </li>
      ))}
    </ul>
  );
}
