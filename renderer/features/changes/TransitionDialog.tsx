import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useStanding } from '#renderer/features/approvals/useStanding.ts';
import { GateNote } from '#renderer/features/conflicts/GateNote.tsx';
import { useGate } from '#renderer/features/conflicts/useGate.ts';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { ReasonField, SelectField, TextField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Change, ChangeRow } from '#shared/contract/changes.ts';
import { type ChangeState, type CloseCode, closeCode } from '#shared/contract/changes.ts';
import { nextStates } from '#shared/domain/changes/changes.ts';
import type { ChangeId } from '#shared/domain/ids.ts';
import { moveWords } from './words.ts';

export type Moved = Pick<ChangeRow, 'id' | 'ref' | 'state' | 'type' | 'onHold'>;

/** Moves one or several changes to a state and asks what that move needs; a refusal is shown as its sentence and nothing is moved. */
export function TransitionDialog(props: {
  readonly changes: readonly Moved[];
  readonly to: ChangeState;
  /** Sentences about what is still missing, when known beforehand. */
  readonly missing?: readonly string[];
  readonly onClose: () => void;
  readonly onMoved: (changes: Change[]) => void;
}) {
  const { changes, to } = props;
  const [authority, setAuthority] = useState('');
  const [reason, setReason] = useState('');
  const [code, setCode] = useState<CloseCode | null>(null);
  const able = changes.filter((change) => nextStates(change).includes(to));
  const unable = changes.filter((change) => !able.includes(change));
  const zone = useZone();
  const gate = useGate(to === 'Scheduled' ? able.map(({ id }) => ({ kind: 'change', id })) : []);
  const only = able.length === 1 && unable.length === 0 ? able[0] : undefined;
  const standing = useStanding(
    { kind: 'change', id: (only ?? changes[0])?.id as ChangeId },
    only !== undefined,
  ).data;
  const open = standing?.next === to ? standing.missing.filter(({ field }) => !askedHere.has(field)) : [];
  const voted =
    standing?.stages.some(({ stage, state }) => stage.authority && state !== 'not asked') ?? false;
  // An emergency may go ahead of its approval with a reason; what closing needs hangs on the close code.
  const ahead = only?.type === 'emergency' && (to === 'Scheduled' || to === 'Implement');
  const barring = open.filter(
    ({ bars, field }) =>
      bars && !(field === 'approval' && (to === 'Closed' || (ahead && reason.trim() !== ''))),
  );
  const asks = asksOf(able, to, voted);
  const asksReason = asks.reason || gate.asks === 'reason';
  const move = useMutation({
    mutationFn: () =>
      client.changes.transition({
        ids: able.map((change) => change.id),
        to,
        ...(reason.trim() ? { reason: reason.trim() } : {}),
        ...(authority.trim() ? { changeAuthority: authority.trim() } : {}),
        ...(code ? { closeCode: code } : {}),
      }),
    onSuccess: (moved) => {
      props.onMoved(moved);
      props.onClose();
    },
  });
  const words = only ? moveWords(to, only.type) : `Move ${able.length} to ${to}`;
  const missing = [...new Set([...(props.missing ?? []), ...barring.map(({ why }) => why)])];
  const advice = open.filter((line) => !barring.includes(line)).map(({ why }) => why);
  return (
    <FormDialog
      title={only ? `${only.ref}: ${words}` : `Move to ${to}`}
      confirm={words}
      danger={to === 'Cancelled'}
      {...(to === 'Cancelled' && { cancel: 'Keep as it is' })}
      ready={
        able.length > 0 &&
        missing.length === 0 &&
        gate.asks !== 'exception' &&
        (gate.asks !== 'reason' || reason.trim() !== '')
      }
      busy={move.isPending}
      act={() => move.mutate()}
      error={move.error}
      onClose={props.onClose}
    >
      {unable.length > 0 && (
        <p>
          {namesOf(unable)} cannot move to {to} from where {unable.length === 1 ? 'it stands' : 'they stand'}
          {able.length > 0 ? ' and will stay.' : '.'}
        </p>
      )}
      {missing.length > 0 && (
        <div>
          <p className="b">Still missing</p>
          {missing.map((why) => (
            <p key={why}>
              <StateGlyph state="blocked" size={12} /> {why}
            </p>
          ))}
        </div>
      )}
      {advice.length > 0 && (
        <div>
          <p className="b">{ahead ? 'Not there yet' : 'Worth a look before'}</p>
          {advice.slice(0, 4).map((why) => (
            <p key={why}>
              <StateGlyph state="planned" size={12} /> {why}
            </p>
          ))}
          {advice.length > 4 && <p className="t2">And {advice.length - 4} more.</p>}
        </div>
      )}
      {ahead && barring.some(({ field }) => field === 'approval') && (
        <p>With a reason it goes ahead, and the approval is owed afterwards.</p>
      )}
      <GateNote gate={gate} zone={zone} />
      {asks.authority && (
        <TextField
          label="Change authority"
          description={asks.authority}
          value={authority}
          maxLength={200}
          data-autofocus
          onChange={(event) => setAuthority(event.currentTarget.value)}
        />
      )}
      {asks.closeCode && (
        <SelectField
          label="How did it go?"
          options={closeCode.options.map((value) => ({
            value,
            label: value.charAt(0).toUpperCase() + value.slice(1),
          }))}
          value={code}
          onChange={setCode}
          data-autofocus
        />
      )}
      <ReasonField
        label={asksReason ? 'Reason' : 'Reason, if there is one to record'}
        value={reason}
        {...(asks.reason ? { 'data-autofocus': true } : {})}
        onChange={setReason}
      />
    </FormDialog>
  );
}

/** What the dialog asks for itself. */
const askedHere: ReadonlySet<string> = new Set(['reason', 'closeCode', 'changeAuthority']);

/** What a move asks of the person, before any field of the ticket is looked at. */
function asksOf(changes: readonly Moved[], to: ChangeState, voted: boolean) {
  const types = new Set(changes.map((change) => change.type));
  const authority = voted
    ? null
    : to === 'Scheduled' && (types.has('normal') || types.has('emergency'))
      ? types.has('emergency')
        ? 'Who authorised it. An emergency change may name the authority afterwards; then give the reason.'
        : 'Who authorised it, such as "CAB of 12 March, chair A. Meier"'
      : to === 'Closed' && types.has('emergency')
        ? 'Who approved the emergency change, unless it is on record already'
        : null;
  return { authority, closeCode: to === 'Closed', reason: to === 'Cancelled' || to === 'New' };
}

function namesOf(changes: readonly Moved[]): string {
  const refs = changes.slice(0, 4).map((change) => change.ref);
  const more = changes.length - refs.length;
  return more > 0 ? `${refs.join(', ')} and ${more} more` : refs.join(', ');
}
