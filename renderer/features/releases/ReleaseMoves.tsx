import { Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { GateDialog } from '#renderer/features/conflicts/GateDialog.tsx';
import { useGate } from '#renderer/features/conflicts/useGate.ts';
import { client, orpc } from '#renderer/lib/client.ts';
import { Button, ButtonInside, buttonClass } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, ReasonField } from '#renderer/ui/Fields.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import { toastError } from '#renderer/ui/toast.ts';
import type { ReleaseDetail, ReleaseState } from '#shared/contract/releases.ts';
import { mayTransitionRelease, nextReleaseStates } from '#shared/domain/releases.ts';
import { CloseReleaseDialog } from './CloseReleaseDialog.tsx';
import css from './ReleaseScreen.module.css';
import { moveWords } from './releaseWords.ts';

/** Where the release can go from here: the usual move as a button, with the reason when a rule bars it, the others in a menu. */
export function ReleaseMoves({ release }: { readonly release: ReleaseDetail }) {
  const [asking, setAsking] = useState<ReleaseState | 'close' | null>(null);
  const move = useMutation(
    orpc.releases.transition.mutationOptions({
      onError: (error) => toastError(`${release.ref} was not moved`, error),
    }),
  );
  const closable = nextReleaseStates(release.state, 'close').includes('Closed');
  const live = release.runs.find((run) => run.kind === 'live' && run.endedAt === null);
  // While a live run is under way, ending it is what moves the release on.
  const states = live && live.startedAt !== null ? [] : nextReleaseStates(release.state);
  const first = closable ? undefined : release.state === 'Scheduled' ? undefined : states[0];
  const rest = states.filter((to) => to !== first);
  const gate = useGate(states.includes('Scheduled') ? [{ kind: 'release', id: release.id }] : []);
  const go = (to: ReleaseState) => {
    if (to === 'Scheduled' && gate.asks !== 'nothing') setAsking(to);
    else if (to === 'Cancelled' || to === 'Failed' || to === 'Backed out') setAsking(to);
    else move.mutate({ id: release.id, to });
  };
  const verdict =
    first === undefined
      ? null
      : mayTransitionRelease({ release, changes: release.changeRows, runs: release.runs, to: first });
  return (
    <div className={css.moves}>
      {verdict !== null && !verdict.ok && (
        <span className={css.barred}>
          <StateGlyph state="blocked" /> {verdict.reason}
        </span>
      )}
      {rest.length > 0 && (
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <Button icon="more" aria-label="More moves">
              More
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((to) => (
              <Menu.Item key={to} onClick={() => go(to)}>
                {moveWords(release.state, to)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {live && (
        <Link
          to="/run/$id"
          params={{ id: live.id }}
          className={buttonClass({ variant: closable || first ? 'default' : 'primary' })}
        >
          <ButtonInside icon="play">
            {live.startedAt === null ? 'Open the live run' : 'Go to the run'}
          </ButtonInside>
        </Link>
      )}
      {first !== undefined && (
        <Button
          variant="primary"
          disabled={move.isPending || verdict?.ok === false}
          onClick={() => go(first)}
        >
          {moveWords(release.state, first)}
        </Button>
      )}
      {closable && (
        <Button variant="primary" onClick={() => setAsking('close')}>
          Close release
        </Button>
      )}
      {asking === 'close' && <CloseReleaseDialog release={release} onClose={() => setAsking(null)} />}
      {asking === 'Scheduled' && (
        <GateDialog
          title={`${release.ref}: ${moveWords(release.state, 'Scheduled')}`}
          confirm={moveWords(release.state, 'Scheduled')}
          gate={gate}
          act={(reason) =>
            client.releases.transition({
              id: release.id,
              to: 'Scheduled',
              ...(reason === '' ? {} : { reason }),
            })
          }
          onClose={() => setAsking(null)}
        />
      )}
      {asking !== null && asking !== 'close' && asking !== 'Scheduled' && (
        <ReasonDialog release={release} to={asking} onClose={() => setAsking(null)} />
      )}
    </div>
  );
}

/** Moves that need a reason: cancelling, failing, backing out. */
function ReasonDialog(props: {
  readonly release: ReleaseDetail;
  readonly to: ReleaseState;
  readonly onClose: () => void;
}) {
  const { release, to } = props;
  const [reason, setReason] = useState('');
  const move = useMutation(orpc.releases.transition.mutationOptions({ onSuccess: props.onClose }));
  return (
    <Dialog
      title={`${release.ref}: ${moveWords(release.state, to)}`}
      opened
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Keep as it is</Button>
          <Button
            variant={to === 'Backed out' ? 'backout' : 'danger'}
            disabled={reason.trim() === '' || move.isPending}
            onClick={() => move.mutate({ id: release.id, to, reason: reason.trim() })}
          >
            {moveWords(release.state, to)}
          </Button>
        </>
      }
    >
      <FieldStack>
        <ReasonField data-autofocus value={reason} onChange={setReason} />
        <Refusal error={move.error} />
      </FieldStack>
    </Dialog>
  );
}
