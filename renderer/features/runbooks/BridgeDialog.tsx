import { client } from '#renderer/lib/client.ts';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { bridgeOf } from '#shared/domain/runs/room-notes.ts';
import type { RunModel } from './runModel.ts';

/** Names the call that everybody of the run is in. */
export function BridgeDialog({ model, close }: { readonly model: RunModel; readonly close: () => void }) {
  const { view } = model;
  return (
    <ReasonDialog
      title="Bridge of this run"
      confirm="Record"
      label="Address of the call"
      first={bridgeOf(view.notes) ?? ''}
      needed
      onClose={close}
      act={(text) => client.warroom.log({ runId: view.run.id, kind: 'bridge', text })}
    >
      <p>It stands beside the owner of each step. The wall and its presenter links never show it.</p>
    </ReasonDialog>
  );
}
