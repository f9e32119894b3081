import { useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { Segmented } from '#renderer/ui/Fields.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import type { RunModel } from './runModel.ts';

const OUTCOMES = [
  { value: 'completed', label: 'Completed' },
  { value: 'suspended', label: 'Suspended' },
  { value: 'failed', label: 'Failed' },
] as const;

/** Ends the run. While steps are open, or when it did not complete, a reason is asked for. */
export function EndRunDialog({ model, close }: { readonly model: RunModel; readonly close: () => void }) {
  const open = model.total - model.finished;
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]['value']>(
    open === 0 ? 'completed' : 'suspended',
  );
  const { run } = model.view;
  return (
    <ReasonDialog
      title="End the run"
      confirm="End run"
      label="Reason"
      needed={open > 0 || outcome !== 'completed'}
      onClose={close}
      act={(reason) => client.runbooks.end({ id: run.id, outcome, reason })}
    >
      <p>
        {open === 0
          ? 'All steps are finished.'
          : `${formatCount(open, 'step')} ${open === 1 ? 'is' : 'are'} not finished.`}
        {run.kind === 'live' && ' The release and its changes go to Review.'} A run that has ended is not
        opened again.
      </p>
      <Segmented label="Outcome" options={OUTCOMES} value={outcome} onChange={setOutcome} />
    </ReasonDialog>
  );
}
