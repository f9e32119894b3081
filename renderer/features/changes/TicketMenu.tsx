import { Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { DraftChangeDialog } from '#renderer/features/repositories/DraftChangeDialog.tsx';
import { MakeTemplateDialog } from '#renderer/features/templates/MakeTemplateDialog.tsx';
import { client } from '#renderer/lib/client.ts';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import type { Change } from '#shared/contract/changes.ts';
import { isOpen } from '#shared/domain/changes/changes.ts';
import { CompareDialog } from './compare/CompareDialog.tsx';

type Asked = 'compare' | 'draft' | 'template' | null;

/** What can be made of a ticket as a whole: entries of its menu, and the dialogs they open. */
export function useTicketMenu(change: Change, flush: () => Promise<void>, take: (change: Change) => void) {
  const [asked, setAsked] = useState<Asked>(null);
  const navigate = useNavigate();
  const ask = (what: Asked) => void flush().then(() => setAsked(what));
  const copy = async () => {
    try {
      await flush();
      const { change: made } = await client.changeTemplates.copyChange({ id: change.id });
      toastDone(`${made.ref} is a copy of ${change.ref}`);
      void navigate({ to: '/change/$key', params: { key: made.ref } });
    } catch (error) {
      toastError(`${change.ref} was not copied`, error);
    }
  };
  const closed = () => setAsked(null);
  return {
    items: (
      <>
        <Menu.Item onClick={() => ask('compare')}>Compare versions</Menu.Item>
        {isOpen(change.state) && (
          <Menu.Item onClick={() => ask('draft')}>
            {change.drafted ? 'Draft from code again' : 'Draft from code'}
          </Menu.Item>
        )}
        <Menu.Item onClick={() => void copy()}>
          {change.awaitingReplanning && change.state !== 'New'
            ? 'Plan again as a new change'
            : 'Copy as a new change'}
        </Menu.Item>
        <Menu.Item onClick={() => ask('template')}>Make a template of it</Menu.Item>
        <Menu.Divider />
      </>
    ),
    dialogs: (
      <>
        {asked === 'compare' && <CompareDialog change={change} onClose={closed} />}
        {asked === 'draft' && <DraftChangeDialog change={change} onClose={closed} onDone={take} />}
        {asked === 'template' && <MakeTemplateDialog change={change} onClose={closed} />}
      </>
    ),
  };
}
