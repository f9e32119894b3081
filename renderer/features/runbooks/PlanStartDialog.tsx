import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack } from '#renderer/ui/Fields.tsx';
import { LocalTimeField } from '#renderer/ui/LocalTimeField.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { localTime, planTimeAt } from '#shared/domain/time.ts';
import type { RunModel } from './runModel.ts';

/** Plans the start of a run anew. */
export function PlanStartDialog({ model, close }: { readonly model: RunModel; readonly close: () => void }) {
  const { run, zone } = model.view;
  const [local, setLocal] = useState(planTimeAt(run.plannedStartAt, zone).local);
  const move = useMutation(orpc.planning.setStart.mutationOptions({ onSuccess: close }));
  const [date = '', time = ''] = local.split('T');
  const valid = localTime.safeParse(local).success;
  return (
    <Dialog
      title="Start of the run"
      opened
      onClose={close}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            disabled={!valid || move.isPending}
            onClick={() => move.mutate({ id: run.id, start: { local, zone } })}
          >
            {move.isPending ? 'Writing' : 'Move the start'}
          </Button>
        </>
      }
    >
      <FieldStack>
        <LocalTimeField
          label="Planned start"
          date={date}
          time={time}
          onChange={(nextDate, nextTime) => setLocal(`${nextDate}T${nextTime}`)}
          hasFocus
        />
        {run.kind === 'live' && (
          <p className="t2">The booking stays where it is. Booked anew, the run follows its slot.</p>
        )}
        <Refusal error={move.error} />
      </FieldStack>
    </Dialog>
  );
}
