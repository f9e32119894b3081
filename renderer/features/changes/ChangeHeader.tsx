import { Menu } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { client, orpc, queryClient } from '#renderer/lib/client.ts';
import { useKeys } from '#renderer/lib/keyboard.ts';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { Keys } from '#renderer/ui/Key.tsx';
import { LifePips } from '#renderer/ui/LifePips.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { Change } from '#shared/contract/changes.ts';
import { type ChangeState, changeFields } from '#shared/contract/changes.ts';
import { isOpen, missingFor, nextStates } from '#shared/domain/changes/changes.ts';
import { useForm } from './form.ts';
import { SaveState } from './SaveState.tsx';
import { useTicketMenu } from './TicketMenu.tsx';
import { TransitionDialog } from './TransitionDialog.tsx';
import css from './ticket.module.css';
import { useTyping } from './useTyping.ts';
import { useUndo } from './useUndo.ts';
import { moveWords } from './words.ts';

/** What the ticket is, where it stands, whether it is saved, and the moves that are open to it. */
export function ChangeHeader() {
  const { shown, draft } = useForm();
  const navigate = useNavigate();
  const typing = useTyping();
  const { undo, possible } = useUndo(shown.id, draft);
  const [asking, setAsking] = useState<ChangeState | 'hold' | 'release' | 'remove' | null>(null);
  useKeys('Change', [
    { keys: 'mod+z', does: 'Undo the last edit of this change', run: undo, enabled: possible && !typing },
  ]);

  const take = (next: Change) => {
    queryClient.setQueryData(orpc.changes.get.queryKey({ input: { key: next.id } }), next);
    queryClient.setQueryData(orpc.changes.get.queryKey({ input: { key: next.ref } }), next);
    draft.receive(next);
  };
  const next = nextStates(shown);
  const forward = next.find((state) => state !== 'Cancelled' && state !== 'New');
  const closed = () => setAsking(null);
  const more = useTicketMenu(shown, draft.flush, take);

  return (
    <header className={css.header}>
      <div className={css.headline}>
        <div className={css.name}>
          <span className="ref t2">{shown.ref}</span>
          <h1 dir="auto" title={shown.title}>
            {shown.title || 'Without a title'}
          </h1>
        </div>
        <div className={css.meta}>
          <LifePips state={shown.state} />
          <span>{shown.type.charAt(0).toUpperCase() + shown.type.slice(1)} change</span>
          {shown.onHold && (
            <Chip state="blocked">
              <span className="cut" dir="auto" style={{ maxWidth: 320 }} title={shown.holdReason}>
                On hold{shown.holdReason && `: ${shown.holdReason}`}
              </span>
            </Chip>
          )}
          {shown.awaitingReplanning && (
            <Link to="/run/$id" params={{ id: shown.awaitingReplanning.runId }}>
              <Chip state="blocked">
                <span
                  className="cut"
                  dir="auto"
                  style={{ maxWidth: 360 }}
                  title={shown.awaitingReplanning.reason}
                >
                  {shown.awaitingReplanning.outcome === 'taken out' ? 'Taken out, awaiting' : 'Awaiting'}{' '}
                  re-planning: {shown.awaitingReplanning.reason}
                </span>
              </Chip>
            </Link>
          )}
          {shown.unauthorised && <Chip state="amber">unauthorised</Chip>}
          {shown.round > 1 && <span>round {shown.round}</span>}
          {shown.draftedFrom && (
            <span className="cut">
              drafted from <span className="ref">{shown.draftedFrom}</span>
            </span>
          )}
        </div>
      </div>
      <div className={css.acts}>
        <SaveState />
        <Button variant="quiet" icon="backout" disabled={!possible} onClick={undo}>
          Undo <Keys keys="mod+z" />
        </Button>
        <Menu shadow="md" position="bottom-end">
          <Menu.Target>
            <IconButton icon="more" label="More for this change" />
          </Menu.Target>
          <Menu.Dropdown>
            {more.items}
            {isOpen(shown.state) && (
              <Menu.Item onClick={() => setAsking(shown.onHold ? 'release' : 'hold')}>
                {shown.onHold ? 'Take off hold' : 'Put on hold'}
              </Menu.Item>
            )}
            {next.includes('New') && (
              <Menu.Item onClick={() => setAsking('New')}>{moveWords('New', shown.type)}</Menu.Item>
            )}
            {next.includes('Cancelled') && (
              <Menu.Item onClick={() => setAsking('Cancelled')}>
                {moveWords('Cancelled', shown.type)}
              </Menu.Item>
            )}
            <Menu.Item onClick={() => setAsking('remove')}>Remove</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        {forward && (
          <Button variant="primary" onClick={() => void draft.flush().then(() => setAsking(forward))}>
            {moveWords(forward, shown.type)}
          </Button>
        )}
      </div>
      {more.dialogs}
      {asking === 'hold' && (
        <ReasonDialog
          title={`Put ${shown.ref} on hold`}
          confirm="Put on hold"
          needed
          onClose={closed}
          act={async (reason) => take(await client.changes.hold({ id: shown.id, onHold: true, reason }))}
        >
          <p>The change stays where it is until it is taken off hold.</p>
        </ReasonDialog>
      )}
      {asking === 'release' && (
        <ReasonDialog
          title={`Take ${shown.ref} off hold`}
          confirm="Take off hold"
          needed={false}
          onClose={closed}
          act={async (reason) => take(await client.changes.hold({ id: shown.id, onHold: false, reason }))}
        >
          {shown.holdReason && <p>On hold because: {shown.holdReason}</p>}
        </ReasonDialog>
      )}
      {asking === 'remove' && (
        <ReasonDialog
          title={`Remove ${shown.ref}`}
          confirm="Remove"
          danger
          needed
          onClose={closed}
          act={async (reason) => {
            await draft.flush();
            await client.changes.remove({ id: shown.id, reason });
            toastDone(`${shown.ref} was removed. The timeline keeps it and can bring it back.`);
            void navigate({ to: '/changes' });
          }}
        >
          <p>
            {shown.ref} leaves every list and its release. A change that will not be carried out is better
            cancelled: then it stays readable.
          </p>
        </ReasonDialog>
      )}
      {asking && asking !== 'hold' && asking !== 'release' && asking !== 'remove' && (
        <TransitionDialog
          changes={[shown]}
          to={asking}
          missing={missingFor(shown, asking)
            .filter(({ field }) => field in changeFields.shape)
            .map(({ why }) => why)}
          onClose={closed}
          onMoved={(moved) => moved.forEach(take)}
        />
      )}
    </header>
  );
}
