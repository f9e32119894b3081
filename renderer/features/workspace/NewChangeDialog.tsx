import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { TextField } from '#renderer/ui/Fields.tsx';
import { closeFrameDialog, useFrame } from './frameStore.ts';

/** Makes a change from its title and opens the ticket; the title typed stays when it could not be saved. */
export function NewChangeDialog() {
  const opened = useFrame((frame) => frame.open === 'new-change');
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const create = useMutation(
    orpc.changes.create.mutationOptions({
      onSuccess: (change) => {
        setTitle('');
        closeFrameDialog();
        void navigate({ to: '/change/$key', params: { key: change.ref } });
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() !== '') create.mutate({ title: title.trim() });
  };
  return (
    <Dialog title="New change" opened={opened} onClose={closeFrameDialog}>
      <form onSubmit={submit}>
        <TextField
          label="Title"
          description="What changes and where, in one sentence of about a dozen words."
          required
          maxLength={500}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          error={create.error ? errorSentence(create.error) : undefined}
          data-autofocus
        />
        <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8, marginTop: 16 }}>
          <Button onClick={closeFrameDialog}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            disabled={title.trim() === '' || create.isPending}
            keyCap="Enter"
          >
            Make the ticket
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
