import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNames } from '#renderer/features/changes/names.ts';
import { saveMade } from '#renderer/features/exchange/saveFile.ts';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { formatBytes, formatDateTime } from '#renderer/lib/format.ts';
import { useProgressStream } from '#renderer/lib/useProgressStream.ts';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { ProgressPanel } from '#renderer/ui/ProgressPanel.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import type { Client } from '#shared/contract/index.ts';
import type { Pack, PackFormat } from '#shared/contract/packs.ts';
import { formats } from './formats.ts';
import css from './Packs.module.css';
import { SaveDialog } from './SaveDialog.tsx';

type Event = Awaited<ReturnType<Client['packs']['again']>> extends AsyncIterable<infer One> ? One : never;

/** One frozen pack: number, hash, who and when; its documents as they were made, and the proof that they can be made again. */
export function PackRow({ pack }: { readonly pack: Pack }) {
  const zone = useZone();
  const { personName } = useNames();
  const [saving, setSaving] = useState(false);
  const again = useProgressStream<Event>('Making the documents again');
  const download = useMutation({
    mutationFn: (format: PackFormat) => client.packs.file({ id: pack.id, format }),
    onSuccess: (made) => {
      saveMade(made);
      toastDone(`${made.name} was saved`);
    },
    onError: (error) => toastError('The document was not saved', error),
  });
  const copy = () =>
    navigator.clipboard.writeText(pack.sha256).then(
      () => toastDone('The hash was copied'),
      (error: unknown) => toastError('The hash was not copied', error),
    );
  const { state } = again;
  return (
    <li className={css.pack}>
      <div className={css.head}>
        <b>Pack {pack.number}</b> <span dir="auto">{pack.title}</span>
      </div>
      <p className="t2">
        Frozen {formatDateTime(pack.frozenAt, zone)} by{' '}
        {personName(pack.frozenBy) || 'somebody who was removed'}
      </p>
      <p className="t2">
        SHA-256 <span className="mono">{pack.sha256.slice(0, 16)}…</span>
        <IconButton icon="copy" label={`Copy the hash of pack ${pack.number}`} onClick={() => void copy()} />
      </p>
      <p className="t2">{sizesOf(pack)}</p>
      <div className={css.tools}>
        {formats
          .filter(({ format }) => pack.files[format])
          .map(({ format, name }) => (
            <Button
              key={format}
              size="small"
              icon="download"
              disabled={download.isPending}
              aria-label={`${name} of pack ${pack.number}`}
              onClick={() => download.mutate(format)}
            >
              {name}
            </Button>
          ))}
        <Button
          size="small"
          variant="quiet"
          aria-label={`Save to a folder: pack ${pack.number}`}
          onClick={() => setSaving(true)}
        >
          Save to a folder
        </Button>
        <Button
          size="small"
          variant="quiet"
          disabled={state.at === 'running'}
          aria-label={`Make again and compare: pack ${pack.number}`}
          onClick={() => void again.start((signal) => client.packs.again({ id: pack.id }, { signal }))}
        >
          Make again and compare
        </Button>
      </div>
      {state.at === 'running' && <ProgressPanel {...state.progress} onCancel={again.cancel} />}
      {state.at === 'failed' && <Refusal error={state.error as Error} />}
      {state.at === 'done' && (
        <p role="status">
          <StateGlyph state={state.result.same ? 'done' : 'failed'} size={13} /> {state.result.verdict}
        </p>
      )}
      {saving && <SaveDialog pack={pack} onClose={() => setSaving(false)} />}
    </li>
  );
}

/** `PDF 182 kB, Word 24 kB`: how large each document is. */
function sizesOf({ files }: Pack): string {
  return formats
    .flatMap(({ format, name }) => {
      const file = files[format];
      return file ? [`${name} ${formatBytes(file.bytes)}`] : [];
    })
    .join(', ');
}
