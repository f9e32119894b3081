import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { LocalTimeField } from '#renderer/ui/LocalTimeField.tsx';
import { localTime, planTimeAt } from '#shared/domain/time.ts';
import type { RunModel } from './runModel.ts';

/** Plans the start of a run anew. */
export function PlanStartDialog({ model, close }: { readonly model: RunModel; readonly close: () => void }) {
  const { run, zone } = model.view;
  const [local, setLocal] = useState(planTimeAt(run.plannedStartAt, zone).local);
  const move = useMutation(orpc.planning.setStart.mutationOptions({ onSuccess: close }));
  const [date = '', time = ''] = local.split('T');
  return (
    <FormDialog
      title="Start of the run"
      confirm="Move the start"
      ready={localTime.safeParse(local).success}
      busy={move.isPending}
      act={() => move.mutate({ id: run.id, start: { local, zone } })}
      error={move.error}
      onClose={close}
    >
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
    </FormDialog>
  );
}
