import { useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { useProgressStream } from '#renderer/lib/useProgressStream.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack } from '#renderer/ui/Fields.tsx';
import { ProgressPanel } from '#renderer/ui/ProgressPanel.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { IcsAs } from '#shared/contract/exchange.ts';
import { EventRows } from './EventRows.tsx';
import { FileField } from './FileField.tsx';
import { IcsAsFields } from './IcsAsFields.tsx';
import { ReportList } from './ReportList.tsx';
import { useUpload } from './useUpload.ts';

type EventOf<T> = T extends AsyncIterable<infer E> ? E : never;
type Previewed = EventOf<Awaited<ReturnType<typeof client.exchange.previewIcs>>>;
type Imported = EventOf<Awaited<ReturnType<typeof client.exchange.importIcs>>>;

/** A calendar file in: choose it, say what its events are, look at what would be written, import it. */
export function ImportIcsDialog(props: { readonly onClose: () => void }) {
  const zone = useZone();
  const [as, setAs] = useState<IcsAs>({
    kind: 'deny',
    hard: true,
    traffic: 'usual',
    protectionMinutes: 0,
    serviceIds: [],
    environmentIds: [],
    teamIds: [],
    zone,
    source: '',
  });
  const upload = useUpload();
  const preview = useProgressStream<Previewed>('Reading the calendar');
  const importing = useProgressStream<Imported>('Importing the calendar');
  const file = upload.state.at === 'sent' ? upload.state.uploaded : null;
  const found = preview.state.at === 'done' ? preview.state.result : null;
  const written = importing.state.at === 'done' ? importing.state.result : null;

  const read = (id: string, next: IcsAs) => {
    importing.reset();
    void preview.start((signal) => client.exchange.previewIcs({ file: id, as: next }, { signal }));
  };
  const change = (part: Partial<IcsAs>) => {
    const next = { ...as, ...part };
    setAs(next);
    if (file) read(file.file, next);
  };
  const write = (partial: boolean) => {
    if (!file) return;
    void importing.start(
      (signal) => client.exchange.importIcs({ file: file.file, as, partial }, { signal }),
      (result) => {
        toastDone(
          `${formatCount(result.added + result.updated, 'event')} from ${file.name} ${result.added + result.updated === 1 ? 'is' : 'are'} in the calendar`,
        );
        if (result.report.length === 0) props.onClose();
      },
    );
  };

  const busy = importing.state.at === 'running';
  const toWrite = found === null ? 0 : found.added + found.updated;
  return (
    <Dialog
      title="Import a calendar (ICS)"
      opened
      onClose={props.onClose}
      width={820}
      actions={
        written !== null ? (
          <Button variant="primary" onClick={props.onClose}>
            Close
          </Button>
        ) : found !== null && toWrite > 0 && !busy ? (
          found.refused === 0 ? (
            <Button variant="primary" onClick={() => write(false)}>
              Import {formatCount(toWrite, 'event')}
            </Button>
          ) : (
            <Button onClick={() => write(true)}>
              Import the {formatCount(toWrite, 'good event')}, leave out {found.refused}
            </Button>
          )
        ) : undefined
      }
    >
      <FieldStack>
        <FileField
          label="Calendar file"
          accept=".ics,.ical,.ifb,text/calendar"
          upload={upload.state}
          onChoose={(chosen) => {
            preview.reset();
            importing.reset();
            void upload.choose(chosen, (uploaded) => read(uploaded.file, as));
          }}
          onCancel={upload.reset}
        />
        <IcsAsFields as={as} fromFile={found?.source ?? ''} onChange={change} />
        {preview.state.at === 'running' && (
          <ProgressPanel {...preview.state.progress} onCancel={preview.cancel} />
        )}
        {preview.state.at === 'failed' && <Refusal error={preview.state.error} />}
        {busy && importing.state.at === 'running' && (
          <ProgressPanel {...importing.state.progress} onCancel={importing.cancel} />
        )}
        {importing.state.at === 'failed' && <Refusal error={importing.state.error} />}
        {written !== null ? (
          <ReportList counts={written} report={written.report} one="event" phase="written" />
        ) : (
          found !== null && (
            <>
              <ReportList counts={found} report={found.report} one="event" phase="looked at" />
              {toWrite === 0 && found.refused === 0 && (
                <p className="t2">Every event of this file is in the calendar as it stands.</p>
              )}
              <EventRows events={found.events} total={toWrite + found.unchanged + found.refused} />
            </>
          )
        )}
      </FieldStack>
    </Dialog>
  );
}
