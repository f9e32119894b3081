import { BoardTrain } from '#renderer/features/trains/BoardTrain.tsx';
import { useTrains } from '#renderer/features/trains/useTrains.ts';
import type { Change } from '#shared/contract/changes.ts';
import type { Release } from '#shared/contract/releases.ts';
import { mayBoardChange } from '#shared/domain/calendar/trains.ts';
import { isOpen } from '#shared/domain/changes/changes.ts';
import css from './ticket.module.css';

/** The train a change rides, by its release; nothing where no train is known. `before` saves what was typed. */
export function ChangeTrain(props: {
  readonly change: Pick<Change, 'id' | 'ref' | 'state'>;
  readonly release: Release | null;
  readonly before: () => Promise<unknown>;
}) {
  const { change, release } = props;
  const trains = useTrains().data ?? [];
  if (trains.length === 0 || (!isOpen(change.state) && !release?.trainId)) return null;
  return (
    <section className={css.block} aria-labelledby="train">
      <h2 id="train">Train</h2>
      <BoardTrain
        subject={{ kind: 'change', id: change.id }}
        name={change.ref}
        release={release}
        mayBoard={(train) => mayBoardChange(change, release, train)}
        before={props.before}
      />
    </section>
  );
}
