import { client } from '#renderer/lib/client.ts';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import type { RunModel } from './runModel.ts';

/** Takes a run over from the device that holds it. */
export function TakeOverDialog({ model, close }: { readonly model: RunModel; readonly close: () => void }) {
  const letters = model.heldElsewhere?.letters;
  const who = letters ? `device ${letters}` : 'the other device';
  return (
    <ReasonDialog
      title="Take the run over"
      confirm="Take over"
      label="Why"
      needed
      onClose={close}
      act={(reason) => client.runbooks.takeOver({ id: model.view.run.id, reason })}
    >
      <p>
        From then on this computer records the run. Make sure that {who} has stopped: what is recorded there
        from now on is not in this file, and an automation that it started may still run.
      </p>
    </ReasonDialog>
  );
}
