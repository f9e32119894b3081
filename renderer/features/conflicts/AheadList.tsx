import { expandDateTimes, formatDateTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { ConflictRecord } from '#shared/contract/conflicts.ts';
import type { aheadOf } from '#shared/domain/conflicts/records.ts';
import css from './Conflicts.module.css';
import type { ConflictAct } from './conflictAct.ts';
import { useNameOf } from './useConflicts.ts';

/** An exception for a time at which the thing is not planned. */
export type Ahead = NonNullable<ReturnType<typeof aheadOf>> & { readonly record: ConflictRecord };

/** Exceptions that were asked for ahead of a move: the time each is for, and once it is approved the way there. */
export function AheadList(props: {
  readonly ahead: readonly Ahead[];
  readonly zone: string;
  readonly onAct: (act: ConflictAct) => void;
}) {
  const { zone, onAct } = props;
  const nameOf = useNameOf();
  if (props.ahead.length === 0) return null;
  return (
    <ul className={css.list} aria-label="Exceptions for another time">
      {props.ahead.map(({ record, at, approved }) => (
        <li key={record.id} className={css.conflict} data-ahead>
          <div className={css.head}>
            <StateGlyph state={approved ? 'done' : 'blocked'} />
            <b>
              Exception for {formatDateTime(at.startsAt, zone)}
              {approved ? ', approved' : ', waits for a decision'}
            </b>
          </div>
          <p className={css.words}>{expandDateTimes(record.what, zone)}</p>
          <p className={css.standing}>
            {nameOf(record.requestedBy) || 'Somebody'} asked: {record.reason}
            {approved &&
              ` Approved by ${nameOf(record.decidedBy) || 'somebody'}${record.decisionNote === '' ? '.' : `: ${record.decisionNote}`}`}
          </p>
          <div className={css.acts}>
            {approved ? (
              <Button size="small" variant="primary" onClick={() => onAct({ does: 'move', record, at })}>
                Move there
              </Button>
            ) : (
              <Button size="small" variant="primary" onClick={() => onAct({ does: 'decide', record })}>
                Decide
              </Button>
            )}
            <Button size="small" variant="quiet" onClick={() => onAct({ does: 'withdraw', record })}>
              Withdraw
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}
