import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { TextArea } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { TemplateId } from '#shared/domain/ids.ts';
import { readRunbook } from '#shared/domain/runbooks/runbook-file.ts';
import { templateRefusal } from '#shared/domain/runbooks/template-edits.ts';

const AT_MOST = 5_000_000;

/** A runbook out of a file or a pasted text; what would come of it is said before it is kept. */
export function ImportDialog(props: { readonly close: () => void; readonly made: (id: TemplateId) => void }) {
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState('');
  const read = text.trim() === '' ? null : readRunbook(text);
  const why = read === null ? '' : read.ok ? (templateRefusal(read.runbook) ?? '') : read.why;
  const keep = useMutation({
    mutationFn: async () => {
      if (!read?.ok) throw new Error(why);
      return client.templates.save({ id: null, ...read.runbook, reason: 'Runbook imported' });
    },
    onSuccess: ({ id }) => {
      props.made(id);
      props.close();
    },
  });
  const take = async (file: File | undefined) => {
    if (!file) return;
    setTrouble(file.size > AT_MOST ? `${file.name} is larger than 5 MB. A runbook is a short text.` : '');
    if (file.size <= AT_MOST) setText(await file.text());
  };
  return (
    <FormDialog
      title="Import a runbook"
      confirm="Import"
      ready={read?.ok === true && why === ''}
      busy={keep.isPending}
      act={() => keep.mutate()}
      error={keep.error}
      onClose={props.close}
    >
      <label>
        From a file, JSON or Markdown
        <br />
        <input
          type="file"
          accept=".json,.md,.markdown,.txt"
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
      </label>
      <TextArea
        label="Or as text"
        description="A task list (“- [ ] Deploy (20 min, DBA, after 1)”), a numbered list, or JSON as it is exported"
        autosize
        minRows={6}
        maxRows={16}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {(trouble || why) && (
        <p role="alert">
          <StateGlyph state="failed" size={12} /> {trouble || why}
        </p>
      )}
      {read?.ok && why === '' && (
        <p role="status">
          <b>{read.runbook.name}</b>, {formatCount(read.runbook.steps.length, 'step')}. It is published by you
          once it is looked through.
        </p>
      )}
    </FormDialog>
  );
}
