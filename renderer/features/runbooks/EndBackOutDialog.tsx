import { useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { formatCount, formatTime, formatZone } from '#renderer/lib/format.ts';
import { Segmented, TextField } from '#renderer/ui/Fields.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { recentTime } from './recentTime.ts';
import type { RunModel } from './runModel.ts';

const OUTCOMES = [
  { value: 'completed', label: 'Service is restored' },
  { value: 'failed', label: 'The back-out failed' },
] as const;

/** Ends a back-out: when service was restored, or why it was not. */
export function EndBackOutDialog({ model, close }: { readonly model: RunModel; readonly close: () => void }) {
  const { run, zone } = model.view;
  const open = model.total - model.finished;
  const last = model.view.events.at(-1)?.occurredAt ?? model.now;
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]['value']>(
    open === 0 ? 'completed' : 'failed',
  );
  const [time, setTime] = useState(formatTime(last, zone));
  const restoredAt = time === formatTime(last, zone) ? last : recentTime(time, zone, model.now);
  return (
    <ReasonDialog
      title="End the back-out"
      confirm="End back-out"
      label={outcome === 'completed' ? 'Note' : 'Why it failed'}
      needed={outcome === 'failed'}
      blocked={outcome === 'completed' && restoredAt === null}
      onClose={close}
      act={(reason) =>
        client.runbooks.end({
          id: run.id,
          outcome,
          reason,
          ...(outcome === 'completed' && restoredAt !== null ? { restoredAt } : {}),
        })
      }
    >
      <p>
        {open === 0
          ? 'All steps are finished.'
          : `${formatCount(open, 'step')} ${open === 1 ? 'is' : 'are'} not finished.`}
        {run.kind === 'live' && whatFollows(run.changeId !== null)}
      </p>
      <Segmented label="Outcome" options={OUTCOMES} value={outcome} onChange={setOutcome} />
      {outcome === 'completed' && (
        <TextField
          label={`Service restored at (${formatZone(zone, model.now)})`}
          description="The end of the last step unless you know better."
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
          error={restoredAt === null ? 'Write the time as 02:10' : null}
          inputMode="numeric"
          maxLength={5}
          w={220}
        />
      )}
    </ReasonDialog>
  );
}

function whatFollows(alone: boolean): string {
  return alone
    ? ' The change awaits re-planning once service is restored; the run it comes from goes on.'
    : ' The release becomes Backed out, and its changes await re-planning.';
}
