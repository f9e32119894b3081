import { useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { expandDateTimes } from '#renderer/lib/format.ts';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { Subject } from '#shared/contract/conflicts.ts';
import { aheadOf } from '#shared/domain/conflicts/records.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { AcceptDialog } from './AcceptDialog.tsx';
import { AheadList } from './AheadList.tsx';
import { ConflictList } from './ConflictList.tsx';
import css from './Conflicts.module.css';
import type { ConflictAct } from './conflictAct.ts';
import { DecideDialog } from './DecideDialog.tsx';
import { ExceptionDialog } from './ExceptionDialog.tsx';
import { MoveThereDialog } from './MoveThereDialog.tsx';
import { RecordList } from './RecordList.tsx';
import { recordWord } from './standingWords.ts';
import { useConflicts } from './useConflicts.ts';

/** Conflicts of one change or release, how each stands, and what can be put on record about it. */
export function ConflictsPanel(props: {
  readonly subject: Subject;
  readonly name: string;
  /** Planned start (ms UTC); null while nothing is planned. */
  readonly startsAt: number | null;
  /** Planned end (ms UTC), until which a decision is offered to hold; null while nothing is planned. */
  readonly endsAt: number | null;
  readonly zone: string;
}) {
  const { subject, zone } = props;
  const { check, records } = useConflicts(subject);
  const now = useMinute();
  const planned =
    props.startsAt === null
      ? null
      : { startsAt: props.startsAt, endsAt: props.endsAt ?? props.startsAt + 60 * MINUTE };
  const own = records.filter((one) => one.subject.id === subject.id);
  const ahead = own.flatMap((record) => {
    const found = aheadOf(record, planned, now);
    return found === null ? [] : [{ ...found, record }];
  });
  const [act, setAct] = useState<ConflictAct | null>(null);
  const close = () => setAct(null);
  return (
    <>
      <QueryState query={check} what="The list of conflicts">
        {({ conflicts }) => {
          const spoken = new Set([
            ...conflicts.map(({ recordId }) => recordId),
            ...ahead.map(({ record }) => record.id),
          ]);
          return (
            <>
              {conflicts.length === 0 ? (
                <p className={css.none}>
                  {props.endsAt === null
                    ? 'Nothing is planned yet, so nothing is in conflict.'
                    : 'No conflict where it is planned.'}
                </p>
              ) : (
                <ConflictList
                  conflicts={conflicts}
                  about={props.name}
                  records={records}
                  zone={zone}
                  onAct={setAct}
                />
              )}
              <AheadList ahead={ahead} zone={zone} onAct={setAct} />
              <RecordList records={own.filter(({ id }) => !spoken.has(id))} zone={zone} onAct={setAct} />
            </>
          );
        }}
      </QueryState>
      {act?.does === 'accept' && (
        <AcceptDialog conflict={act.conflict} endsAt={props.endsAt} zone={zone} onClose={close} />
      )}
      {act?.does === 'request' && (
        <ExceptionDialog conflict={act.conflict} endsAt={props.endsAt} zone={zone} onClose={close} />
      )}
      {act?.does === 'decide' && <DecideDialog record={act.record} zone={zone} onClose={close} />}
      {act?.does === 'move' && (
        <MoveThereDialog subject={subject} name={props.name} at={act.at} zone={zone} onClose={close} />
      )}
      {act?.does === 'withdraw' && (
        <ReasonDialog
          title={`Withdraw the ${recordWord(act.record).toLowerCase()}`}
          confirm="Withdraw"
          danger
          needed
          onClose={close}
          act={async (reason) => {
            await client.conflicts.withdraw({ id: act.record.id, reason });
            toastDone(`${recordWord(act.record)} of ${props.name} withdrawn`);
          }}
        >
          <p>
            {expandDateTimes(act.record.what, zone)} From then on it does not count. The record stays
            readable.
          </p>
        </ReasonDialog>
      )}
    </>
  );
}
