import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { SelectField } from '#renderer/ui/Fields.tsx';
import { DialogForm } from '#renderer/ui/FormDialog.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { Subject } from '#shared/contract/conflicts.ts';
import type { Departure, Train } from '#shared/contract/trains.ts';
import type { TrainId } from '#shared/domain/ids.ts';
import { boardingWords, departureTime } from './trainWords.ts';
import { useDepartures } from './useTrains.ts';

type Ridden = { readonly trainId: TrainId; readonly number: number };

/** Chooses the departure that a change or release boards. */
export function TakeTrainDialog(props: {
  readonly subject: Subject;
  readonly name: string;
  /** Trains that it may board. */
  readonly trains: readonly Train[];
  /** What it rides now. */
  readonly rides: Ridden | null;
  readonly before?: (() => Promise<unknown>) | undefined;
  readonly onClose: () => void;
}) {
  const departures = useDepartures();
  return (
    <Dialog title={`Board a train with ${props.name}`} opened width={520} onClose={props.onClose}>
      <QueryState query={departures} what="The list of departures">
        {(list) => <Choice {...props} departures={list.filter((one) => one.boarding === 'open')} />}
      </QueryState>
    </Dialog>
  );
}

function Choice(props: {
  readonly subject: Subject;
  readonly name: string;
  readonly trains: readonly Train[];
  readonly rides: Ridden | null;
  readonly before?: (() => Promise<unknown>) | undefined;
  readonly departures: readonly Departure[];
  readonly onClose: () => void;
}) {
  const { rides, trains } = props;
  const zone = useZone();
  const now = useMinute();
  const open = props.departures.filter(
    (one) =>
      trains.some(({ id }) => id === one.trainId) &&
      (one.trainId !== rides?.trainId || one.number !== rides.number),
  );
  const keyOf = (one: Ridden) => `${one.trainId}/${one.number}`;
  const [chosen, setChosen] = useState<string | null>(null);
  const departure = open.find((one) => keyOf(one) === chosen) ?? open[0];
  const board = useMutation({
    mutationFn: async ({ trainId, number }: Ridden) => {
      await props.before?.();
      return client.trains.board({ trainId, number, subject: props.subject });
    },
    onSuccess: ({ departure: taken, note }) => {
      toastDone(note === '' ? `${props.name} is aboard ${taken.label}` : `${props.name}: ${note}`);
      props.onClose();
    },
  });
  if (departure === undefined)
    return <p className="t2">No departure of the coming half year is open for boarding.</p>;
  const trainName = (id: string) => trains.find((one) => one.id === id)?.name ?? '';
  return (
    <DialogForm
      confirm={`Board ${departure.label}`}
      busy={board.isPending}
      act={() => board.mutate(departure)}
      error={board.error}
      onClose={props.onClose}
    >
      <SelectField
        label="Departure"
        allowDeselect={false}
        data-autofocus
        options={open.map((one) => ({
          value: keyOf(one),
          label: `${trainName(one.trainId)} ${one.label}, ${departureTime(one, zone, now)}`,
        }))}
        value={keyOf(departure)}
        onChange={(key) => {
          setChosen(key);
          board.reset();
        }}
      />
      <p className="t2">
        {boardingWords(departure, zone, now)}. What is not authorised by then rides the next one.
      </p>
    </DialogForm>
  );
}
