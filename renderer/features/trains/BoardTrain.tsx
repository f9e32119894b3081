import { useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { formatDateTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { Subject } from '#shared/contract/conflicts.ts';
import type { Release } from '#shared/contract/releases.ts';
import type { Train } from '#shared/contract/trains.ts';
import { labelOf, mayLeave } from '#shared/domain/calendar/trains.ts';
import type { Verdict } from '#shared/domain/changes/changes.ts';
import { TakeTrainDialog } from './TakeTrainDialog.tsx';
import css from './trains.module.css';
import { BOARDING, boardingWords } from './trainWords.ts';
import { useDepartures, useTrains } from './useTrains.ts';

/** Which train a change or release rides, with the ways aboard and off; nothing while no train is known and none is ridden. */
export function BoardTrain(props: {
  readonly subject: Subject;
  /** Reference that people say: `CHG-A12`. */
  readonly name: string;
  /** The release itself, or the one a change is aboard. */
  readonly release: Pick<Release, 'id' | 'ref' | 'state' | 'trainId' | 'departureNumber'> | null;
  /** What the rule of boarding says about it and a train. */
  readonly mayBoard: (train: Train) => Verdict;
  /** Saves what was typed before something else is written. */
  readonly before?: () => Promise<unknown>;
}) {
  const { subject, name, release } = props;
  const zone = useZone();
  const now = useMinute();
  const trains = useTrains().data;
  const departures = useDepartures().data;
  const [asking, setAsking] = useState<'board' | 'leave' | null>(null);
  const train = trains?.find(({ id }) => id === release?.trainId);
  if (!trains || (trains.length === 0 && !train)) return null;
  const barred = trains.map((one) => props.mayBoard(one)).find((one) => !one.ok);
  const open = trains.filter((one) => props.mayBoard(one).ok);
  const may = open.length > 0 || !barred ? ({ ok: true } as const) : barred;
  const number = train ? (release?.departureNumber ?? null) : null;
  const departure = departures?.find((one) => one.trainId === train?.id && one.number === number);
  const leaves = mayLeave(name, train ? release : null).ok;
  return (
    <>
      {train && number !== null ? (
        <div className={css.rides}>
          <span className={css.line}>
            <b>
              {train.name} {labelOf(train, number)}
            </b>
            {departure && (
              <Chip state={BOARDING[departure.boarding].state} bare>
                {BOARDING[departure.boarding].word}
              </Chip>
            )}
          </span>
          {departure && (
            <>
              <span>Departs {formatDateTime(departure.startsAt, zone, now)}</span>
              <span className="t2">{boardingWords(departure, zone, now)}</span>
            </>
          )}
        </div>
      ) : (
        <p className="t2">{may.ok ? 'Rides no train.' : may.reason}</p>
      )}
      {(may.ok || leaves) && (
        <div className={css.bar}>
          {may.ok && (
            <Button icon="flag" onClick={() => setAsking('board')}>
              {train ? 'Take another departure' : 'Board a train'}
            </Button>
          )}
          {leaves && (
            <Button variant="quiet" onClick={() => setAsking('leave')}>
              Leave the train
            </Button>
          )}
        </div>
      )}
      {asking === 'board' && (
        <TakeTrainDialog
          subject={subject}
          name={name}
          trains={open}
          rides={train && number !== null ? { trainId: train.id, number } : null}
          before={props.before}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'leave' && (
        <ReasonDialog
          title={`Take ${name} off ${train?.name ?? 'its train'}`}
          confirm="Leave the train"
          needed
          onClose={() => setAsking(null)}
          act={async (reason) => {
            await props.before?.();
            await client.trains.leave({ subject, reason });
            toastDone(`${name} left the train`);
          }}
        >
          <p>
            {subject.kind === 'release'
              ? 'The release keeps the time it is booked for until it is moved.'
              : 'The change leaves the release of the departure, and the time it had from it.'}
          </p>
        </ReasonDialog>
      )}
    </>
  );
}
