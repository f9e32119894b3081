import { useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { dayKey } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { SidePanel } from '#renderer/ui/SidePanel.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { Departure, Train } from '#shared/contract/trains.ts';
import { DAY } from '#shared/domain/time.ts';
import { BoardDialog } from './BoardDialog.tsx';
import { TrainForm } from './TrainForm.tsx';
import { TrainItem } from './TrainItem.tsx';
import { draftOfTrain, newTrain } from './trainDraft.ts';
import { useDepartures, useTrains } from './useTrains.ts';

/** Release trains: their next departures and who is aboard; add, edit, remove, and boarding from here. */
export function TrainsPanel(props: { readonly opened: boolean; readonly onClose: () => void }) {
  const zone = useZone();
  const now = useMinute();
  const trains = useTrains();
  const departures = useDepartures();
  const [form, setForm] = useState<Train | 'new' | null>(null);
  const [removing, setRemoving] = useState<Train | null>(null);
  const [boarding, setBoarding] = useState<{ train: Train; departure: Departure } | null>(null);
  return (
    <>
      <SidePanel
        opened={props.opened}
        onClose={() => {
          setForm(null);
          props.onClose();
        }}
        width={520}
        title={form === null ? 'Release trains' : form === 'new' ? 'New train' : form.name}
        keep={form !== null}
        onBack={form === null ? undefined : () => setForm(null)}
      >
        {form !== null ? (
          <TrainForm
            key={form === 'new' ? 'new' : form.id}
            train={form === 'new' ? null : form}
            start={form === 'new' ? newTrain(dayKey(now + 7 * DAY, zone), zone) : draftOfTrain(form)}
            onDone={() => setForm(null)}
          />
        ) : (
          <>
            <Button variant="primary" icon="plus" onClick={() => setForm('new')} data-autofocus>
              Train
            </Button>
            <QueryState query={trains} what="The list of trains">
              {(list) =>
                list.length === 0 ? (
                  <p className="t2" style={{ marginTop: 12 }}>
                    A release train departs at a cadence, whoever is ready. What is authorised by its cut-off
                    goes out together; the rest rides the next departure. No train is known yet.
                  </p>
                ) : (
                  list.map((train) => (
                    <TrainItem
                      key={train.id}
                      train={train}
                      departures={(departures.data ?? []).filter((one) => one.trainId === train.id)}
                      now={now}
                      zone={zone}
                      onEdit={() => setForm(train)}
                      onRemove={() => setRemoving(train)}
                      onBoard={(departure) => setBoarding({ train, departure })}
                      onLeave={props.onClose}
                    />
                  ))
                )
              }
            </QueryState>
          </>
        )}
      </SidePanel>
      {boarding && <BoardDialog {...boarding} onClose={() => setBoarding(null)} />}
      {removing && (
        <ReasonDialog
          title={`Remove ${removing.name}`}
          confirm="Remove"
          danger
          needed={false}
          onClose={() => setRemoving(null)}
          act={async (reason) => {
            await client.trains.remove({ id: removing.id, reason });
            toastDone(`${removing.name} was removed`);
          }}
        >
          <p>Releases aboard leave the train and keep the time they are booked for.</p>
        </ReasonDialog>
      )}
    </>
  );
}
