import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { GateNote } from '#renderer/features/conflicts/GateNote.tsx';
import type { Gate } from '#renderer/features/conflicts/useGate.ts';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, TextArea } from '#renderer/ui/Fields.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import type { ReleaseDetail } from '#shared/contract/releases.ts';
import { moveWords } from './releaseWords.ts';

/** Schedules a release that is in conflict: names what stands against it and takes the reason that accepts it. */
export function ScheduleDialog(props: {
  readonly release: ReleaseDetail;
  readonly gate: Gate;
  readonly onClose: () => void;
}) {
  const { release, gate } = props;
  const zone = useZone();
  const [reason, setReason] = useState('');
  const move = useMutation(orpc.releases.transition.mutationOptions({ onSuccess: props.onClose }));
  const words = reason.trim();
  const send = () =>
    move.mutate({ id: release.id, to: 'Scheduled', ...(words === '' ? {} : { reason: words }) });
  return (
    <Dialog
      title={`${release.ref}: ${moveWords(release.state, 'Scheduled')}`}
      opened
      onClose={props.onClose}
      width={560}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={move.isPending || gate.asks === 'exception' || (gate.asks === 'reason' && words === '')}
            onClick={send}
          >
            {moveWords(release.state, 'Scheduled')}
          </Button>
        </>
      }
    >
      <FieldStack>
        <GateNote gate={gate} zone={zone} />
        <TextArea
          label={gate.asks === 'reason' ? 'Reason' : 'Reason, if there is one to record'}
          data-autofocus
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          dir="auto"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Refusal error={move.error} />
      </FieldStack>
    </Dialog>
  );
}
