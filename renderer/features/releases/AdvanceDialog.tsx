import { useRef, useState } from 'react';
import { GateNote } from '#renderer/features/conflicts/GateNote.tsx';
import { useGate } from '#renderer/features/conflicts/useGate.ts';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { ReasonField, TextField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { ProgressPanel } from '#renderer/ui/ProgressPanel.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { ChangeRow } from '#shared/contract/changes.ts';
import { canAdvance, nextMove } from './advance.ts';

/** Brings several tickets to Scheduled, state by state; each step is on the record and a refusal stops with its reason. */
export function AdvanceDialog(props: {
  readonly changes: readonly ChangeRow[];
  readonly onClose: () => void;
}) {
  const [authority, setAuthority] = useState('');
  const [reason, setReason] = useState('');
  const [progress, setProgress] = useState<{ what: string; done: number; total: number } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const stopped = useRef(false);
  const able = props.changes.filter(canAdvance);
  const held = props.changes.filter((change) => change.onHold);
  const zone = useZone();
  const gate = useGate(able.map(({ id }) => ({ kind: 'change', id })));
  const asksAuthority = able.some((change) => change.type !== 'standard');
  const ready =
    able.length > 0 &&
    (!asksAuthority || authority.trim() !== '') &&
    (gate.asks !== 'reason' || reason.trim() !== '');

  const advance = async () => {
    stopped.current = false;
    setError(null);
    let standing: Pick<ChangeRow, 'id' | 'state' | 'type' | 'onHold'>[] = able;
    try {
      for (let move = nextMove(standing); move !== null && !stopped.current; move = nextMove(standing)) {
        const done = standing.filter((change) => change.state === 'Scheduled').length;
        setProgress({
          what: `Moving ${formatCount(move.ids.length, 'ticket')} to ${move.to}`,
          done,
          total: able.length,
        });
        const moved = await client.changes.transition({
          ids: [...move.ids],
          to: move.to,
          ...(move.to === 'Scheduled' && authority.trim() !== ''
            ? { changeAuthority: authority.trim() }
            : {}),
          ...(move.to === 'Scheduled' && reason.trim() !== '' ? { reason: reason.trim() } : {}),
        });
        standing = standing.map((change) => moved.find(({ id }) => id === change.id) ?? change);
      }
      if (!stopped.current) {
        toastDone(`${formatCount(able.length, 'ticket')} moved to Scheduled`);
        props.onClose();
      }
    } catch (failure) {
      setError(failure);
    } finally {
      setProgress(null);
    }
  };

  return (
    <FormDialog
      title="Advance to Scheduled"
      confirm={`Advance ${formatCount(able.length, 'ticket')}`}
      ready={ready}
      busy={progress !== null}
      act={() => void advance()}
      onClose={props.onClose}
    >
      <p>
        {able.length === 0
          ? 'Every one of these tickets is scheduled already, finished or on hold.'
          : 'Each ticket goes through the states of its type, one after the other; every move is on the record.'}
      </p>
      {held.length > 0 && (
        <p>
          <StateGlyph state="blocked" /> On hold, and left where they are:{' '}
          {held.map((change) => change.ref).join(', ')}
        </p>
      )}
      {asksAuthority && (
        <TextField
          label="Change authority"
          description="Who authorised these changes, for example CAB of 10 February, chair A. Meier"
          maxLength={200}
          data-autofocus
          value={authority}
          onChange={(event) => setAuthority(event.currentTarget.value)}
        />
      )}
      <GateNote gate={gate} zone={zone} />
      {gate.asks === 'reason' && <ReasonField value={reason} onChange={setReason} />}
      {progress && (
        <ProgressPanel
          {...progress}
          onCancel={() => {
            stopped.current = true;
          }}
        />
      )}
      <Refusal error={error}>Tickets that were moved before this stay where they are now.</Refusal>
    </FormDialog>
  );
}
