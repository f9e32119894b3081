import { expandDateTimes, formatDateTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import type { ConflictRecord } from '#shared/contract/conflicts.ts';
import css from './Conflicts.module.css';
import type { ConflictAct } from './conflictAct.ts';
import { recordWord } from './standingWords.ts';
import { useNameOf } from './useConflicts.ts';

const STATES: Readonly<Record<ConflictRecord['state'], string>> = {
  requested: 'waits for a decision',
  'in force': 'in force',
  declined: 'declined',
  withdrawn: 'withdrawn',
};

/** What else is on record: about conflicts that are gone, declined or withdrawn. Folded, because nothing hangs on it now. */
export function RecordList(props: {
  readonly records: readonly ConflictRecord[];
  readonly zone: string;
  readonly onAct: (act: ConflictAct) => void;
}) {
  const nameOf = useNameOf();
  if (props.records.length === 0) return null;
  return (
    <details className={css.records}>
      <summary>Also on record, {props.records.length}</summary>
      <ul>
        {props.records.map((record) => (
          <li key={record.id}>
            <b>
              {recordWord(record)}, {STATES[record.state]}
            </b>
            <p>
              {expandDateTimes(record.what, props.zone)} {nameOf(record.requestedBy)} on{' '}
              {formatDateTime(record.createdAt, props.zone)}: {record.reason}
            </p>
            {record.decidedAt !== null && (
              <p>
                {record.state === 'declined' ? 'Declined' : 'Decided'} by {nameOf(record.decidedBy)} on{' '}
                {formatDateTime(record.decidedAt, props.zone)}
                {record.decisionNote === '' ? '' : `: ${record.decisionNote}`}
              </p>
            )}
            {record.kind === 'exception' && record.state === 'requested' && (
              <div className={css.acts}>
                <Button size="small" onClick={() => props.onAct({ does: 'decide', record })}>
                  Decide
                </Button>
                <Button
                  size="small"
                  variant="quiet"
                  onClick={() => props.onAct({ does: 'withdraw', record })}
                >
                  Withdraw
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
