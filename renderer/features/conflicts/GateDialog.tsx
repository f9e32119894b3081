import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { ReasonField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { GateNote } from './GateNote.tsx';
import type { Gate } from './useGate.ts';

/** Schedules or starts what is in conflict: names what stands against it and takes the reason that accepts it. */
export function GateDialog(props: {
  readonly title: string;
  readonly confirm: string;
  readonly gate: Gate;
  /** `reason` is empty when none was given. */
  readonly act: (reason: string) => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const { gate } = props;
  const zone = useZone();
  const [reason, setReason] = useState('');
  const act = useMutation({ mutationFn: () => props.act(reason.trim()), onSuccess: props.onClose });
  const missing = gate.asks === 'exception' || (gate.asks === 'reason' && reason.trim() === '');
  return (
    <FormDialog
      title={props.title}
      width={560}
      confirm={props.confirm}
      ready={!missing}
      busy={act.isPending}
      act={() => act.mutate()}
      error={act.error}
      onClose={props.onClose}
    >
      <GateNote gate={gate} zone={zone} />
      {gate.asks !== 'exception' && (
        <ReasonField
          label={gate.asks === 'reason' ? 'Reason' : 'Reason, if there is one to record'}
          data-autofocus
          value={reason}
          onChange={setReason}
        />
      )}
    </FormDialog>
  );
}
