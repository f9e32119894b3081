import { useMutation } from '@tanstack/react-query';
import { type ClipboardEvent, useState } from 'react';
import { orpc, queryClient } from '#renderer/lib/client.ts';
import { FieldStack, Segmented, TextArea } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import type { Evidence } from '#shared/contract/run-records.ts';
import { PICTURE_BYTES } from '#shared/domain/runs/evidence.ts';
import css from './Evidence.module.css';
import type { StepLine } from './runModel.ts';

const LABEL: Readonly<Record<Evidence['kind'], string>> = {
  text: 'What was seen',
  link: 'Address',
  file: 'Path of the file; it stays where it is',
  picture: 'What the picture shows',
};

/** Attaches words, a link, a file by its path, or a picture that was chosen or pasted. */
export function EvidenceDialog({ line, close }: { readonly line: StepLine; readonly close: () => void }) {
  const { step } = line;
  const [kind, setKind] = useState<Evidence['kind']>('text');
  const [text, setText] = useState('');
  const [picture, setPicture] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<Error | null>(null);
  const attach = useMutation(
    orpc.evidence.attach.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: orpc.evidence.list.key() });
        close();
      },
    }),
  );
  const take = (file: File | null | undefined) => {
    if (!file) return;
    setTrouble(file.size > PICTURE_BYTES ? new Error('The picture is larger than 5 MB.') : null);
    if (file.size > PICTURE_BYTES) return;
    const reader = new FileReader();
    reader.onload = () => setPicture(String(reader.result));
    reader.readAsDataURL(file);
    setKind('picture');
  };
  const paste = (event: ClipboardEvent) => {
    const file = [...event.clipboardData.files].find(({ type }) => type.startsWith('image/'));
    if (!file) return;
    event.preventDefault();
    take(file);
  };
  const ready = text.trim() !== '' && (kind !== 'picture' || picture !== null);
  const submit = () =>
    attach.mutate({
      stepId: step.id,
      kind,
      text,
      ...(kind === 'picture' && picture !== null ? { picture: picture.slice(picture.indexOf(',') + 1) } : {}),
    });
  return (
    <FormDialog
      title={`Evidence for step ${step.number}, ${step.title}`}
      confirm="Attach"
      ready={ready}
      busy={attach.isPending}
      act={submit}
      error={trouble ?? attach.error}
      onClose={close}
    >
      <div onPaste={paste}>
        <FieldStack>
          {step.evidence && <p>Asked for: {step.evidence}</p>}
          <Segmented
            label="Kind"
            options={[
              { value: 'text', label: 'Words' },
              { value: 'link', label: 'Link' },
              { value: 'file', label: 'File' },
              { value: 'picture', label: 'Picture' },
            ]}
            value={kind}
            onChange={setKind}
          />
          <TextArea
            label={LABEL[kind]}
            description="A picture is pasted here as well"
            required
            maxLength={2000}
            autosize
            minRows={2}
            maxRows={8}
            data-autofocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {kind === 'picture' && (
            <label>
              PNG, JPEG or WebP, 5 MB at most
              <br />
              <input
                type="file"
                accept="image/png,image/jpeg,image/webp"
                onChange={(event) => take(event.currentTarget.files?.[0])}
              />
            </label>
          )}
          {kind === 'picture' && picture !== null && (
            <img className={css.preview} src={picture} alt={text || 'The picture that is attached'} />
          )}
        </FieldStack>
      </div>
    </FormDialog>
  );
}
