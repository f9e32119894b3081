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
import type { CsvReading } from '#shared/contract/exchange.ts';
import { ColumnMapping } from './ColumnMapping.tsx';
import { CsvReadingFields } from './CsvReadingFields.tsx';
import { FileField } from './FileField.tsx';
import { ReportList } from './ReportList.tsx';
import { phaseOf } from './reportWords.ts';
import { TicketRows } from './TicketRows.tsx';
import { useUpload } from './useUpload.ts';

type EventOf<T> = T extends AsyncIterable<infer E> ? E : never;
type Previewed = EventOf<Awaited<ReturnType<typeof client.exchange.previewCsv>>>;
type Imported = EventOf<Awaited<ReturnType<typeof client.exchange.importCsv>>>;

/** A table of changes in: choose it, match its columns, look at what would be written, import it. */
export function ImportCsvDialog(props: { readonly onClose: () => void }) {
  const zone = useZone();
  // Only what the person said; the rest is found out from the file at each reading.
  const [said, setSaid] = useState<CsvReading>({ zone });
  // Whether the good rows alone were wanted at the last import.
  const [partial, setPartial] = useState(false);
  const upload = useUpload();
  const preview = useProgressStream<Previewed>('Reading the table');
  const importing = useProgressStream<Imported>('Importing the changes');
  const file = upload.state.at === 'sent' ? upload.state.uploaded : null;
  const found = preview.state.at === 'done' ? preview.state.result : null;
  const answer = importing.state.at === 'done' ? importing.state.result : null;
  const phase = answer === null ? null : phaseOf(answer, partial);

  const read = (id: string, reading: CsvReading) => {
    importing.reset();
    void preview.start((signal) => client.exchange.previewCsv({ file: id, reading }, { signal }));
  };
  const change = (part: Partial<CsvReading>) => {
    const next = { ...said, ...part };
    setSaid(next);
    if (file) read(file.file, next);
  };
  const write = (goodOnly: boolean) => {
    if (!file || !found) return;
    const { reading } = found;
    setPartial(goodOnly);
    void importing.start(
      (signal) => client.exchange.importCsv({ file: file.file, reading, partial: goodOnly }, { signal }),
      (result) => {
        if (phaseOf(result, goodOnly) === 'refused') return;
        toastDone(`${formatCount(result.added + result.updated, 'change')} from ${file.name} imported`);
        if (result.report.length === 0) props.onClose();
      },
    );
  };

  const busy = importing.state.at === 'running';
  const toWrite = found === null ? 0 : found.added + found.updated;
  return (
    <Dialog
      title="Import changes (CSV)"
      opened
      onClose={props.onClose}
      width={960}
      actions={
        phase === 'written' ? (
          <Button variant="primary" onClick={props.onClose}>
            Close
          </Button>
        ) : phase === 'refused' ? (
          <Button onClick={() => change({})}>Look at the table again</Button>
        ) : found !== null && toWrite > 0 && !busy ? (
          found.refused === 0 ? (
            <Button variant="primary" onClick={() => write(false)}>
              Import {formatCount(toWrite, 'change')}
            </Button>
          ) : (
            <Button onClick={() => write(true)}>
              Import the {formatCount(toWrite, 'good row')}, leave out {found.refused}
            </Button>
          )
        ) : undefined
      }
    >
      <FieldStack>
        <FileField
          label="Table of changes"
          accept=".csv,.tsv,.txt,text/csv"
          upload={upload.state}
          onChoose={(chosen) => {
            preview.reset();
            importing.reset();
            setSaid({ zone: said.zone });
            void upload.choose(chosen, (uploaded) => read(uploaded.file, { zone: said.zone }));
          }}
          onCancel={upload.reset}
        />
        {found === null && upload.state.at === 'none' && (
          <p className="t2">
            Exports of ServiceNow change requests and of Jira Service Management are known by their column
            names; of any other table the columns are matched by hand. Nothing is written before you have seen
            it.
          </p>
        )}
        {preview.state.at === 'running' && (
          <ProgressPanel {...preview.state.progress} onCancel={preview.cancel} />
        )}
        {preview.state.at === 'failed' && <Refusal error={preview.state.error} />}
        {busy && importing.state.at === 'running' && (
          <ProgressPanel {...importing.state.progress} onCancel={importing.cancel} />
        )}
        {importing.state.at === 'failed' && <Refusal error={importing.state.error} />}
        {answer !== null && phase !== null ? (
          <ReportList counts={answer} report={answer.report} one="change" phase={phase} />
        ) : (
          found !== null &&
          !busy && (
            <>
              <CsvReadingFields reading={found.reading} onChange={change} />
              <ColumnMapping
                columns={found.columns}
                mapping={found.reading.mapping}
                onChange={(mapping) => change({ mapping })}
              />
              <ReportList counts={found} report={found.report} one="change" phase="looked at" />
              <TicketRows rows={found.rows} />
            </>
          )
        )}
      </FieldStack>
    </Dialog>
  );
}
