import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, ReasonField } from '#renderer/ui/Fields.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import type { AgendaLine } from '#shared/contract/cab.ts';

/** A note on an item, kept with it. */
export function ItemNoteDialog(props: { readonly line: AgendaLine; readonly onClose: () => void }) {
  const [note, setNote] = useState(props.line.note);
  const save = useMutation({
    mutationFn: () => client.cab.patchItem({ id: props.line.id, fields: { note } }),
    onSuccess: props.onClose,
  });
  return (
    <Dialog
      title={`Note on ${props.line.ref}`}
      opened
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button variant="primary" disabled={save.isPending} onClick={() => save.mutate()}>
            Save
          </Button>
        </>
      }
    >
      <FieldStack>
        <ReasonField label="Note" data-autofocus maxLength={10_000} value={note} onChange={setNote} />
        <Refusal error={save.error} />
      </FieldStack>
    </Dialog>
  );
}
