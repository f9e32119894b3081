import { client } from '#renderer/lib/client.ts';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import type { RunModel } from './runModel.ts';

/** Suspends a run with a reason, or resumes it. */
export function SuspendDialog({ model, close }: { readonly model: RunModel; readonly close: () => void }) {
  const { id } = model.view.run;
  return model.suspended === null ? (
    <ReasonDialog
      title="Suspend the run"
      confirm="Suspend"
      label="Why"
      needed
      onClose={close}
      act={(reason) => client.runbooks.suspend({ id, reason })}
    >
      <p>
        Nothing new begins until the run is resumed; what is under way may be finished. The clocks and the
        back-out deadline go on.
      </p>
    </ReasonDialog>
  ) : (
    <ReasonDialog
      title="Resume the run"
      confirm="Resume"
      label="What changed"
      needed={false}
      onClose={close}
      act={(reason) => client.runbooks.resume({ id, reason })}
    >
      <p>Steps can be started again. The clocks went on in the meantime.</p>
    </ReasonDialog>
  );
}
