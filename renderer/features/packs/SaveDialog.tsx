import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { Segmented, TextField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { Pack, PackFormat } from '#shared/contract/packs.ts';
import { formats } from './formats.ts';

/** Writes a document of a pack into a folder of this computer; a folder that is full or read-only is said, and nothing is lost. */
export function SaveDialog(props: { readonly pack: Pack; readonly onClose: () => void }) {
  const { pack } = props;
  const [folder, setFolder] = useState('');
  const [format, setFormat] = useState<PackFormat>('pdf');
  const save = useMutation({
    mutationFn: () => client.packs.save({ id: pack.id, format, folder: folder.trim() }),
    onSuccess: ({ path }) => {
      toastDone(`Saved as ${path}`);
      props.onClose();
    },
  });
  return (
    <FormDialog
      title={`Save pack ${pack.number} to a folder`}
      confirm="Save"
      ready={folder.trim() !== ''}
      busy={save.isPending}
      act={() => save.mutate()}
      error={save.error}
      onClose={props.onClose}
    >
      <Segmented
        label="Document"
        options={formats
          .filter((one) => pack.files[one.format])
          .map((one) => ({ value: one.format, label: one.name }))}
        value={format}
        onChange={setFormat}
      />
      <TextField
        label="Folder on this computer"
        data-autofocus
        maxLength={2000}
        value={folder}
        onChange={(event) => setFolder(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
