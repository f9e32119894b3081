import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { client, orpc } from '#renderer/lib/client.ts';
import { errorCode, errorSentence } from '#renderer/lib/errors.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { useProgressStream } from '#renderer/lib/useProgressStream.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, Segmented, TextField } from '#renderer/ui/Fields.tsx';
import { ProgressPanel } from '#renderer/ui/ProgressPanel.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { Drafted as DraftedFrom } from '#shared/contract/changes.ts';
import { DraftedTickets, type Preview } from './DraftedTickets.tsx';
import css from './DraftFromGitDialog.module.css';
import { groupings } from './groupings.ts';
import { RefField } from './RefField.tsx';
import { type ChosenRepository, RepositoryField } from './RepositoryField.tsx';
import { suggestRange, suggestVersion } from './suggest.ts';

type Drafted =
  Awaited<ReturnType<typeof client.repositories.draft>> extends AsyncIterable<infer E> ? E : never;
type Previewed =
  Awaited<ReturnType<typeof client.repositories.preview>> extends AsyncIterable<infer E> ? E : never;

/** From a clone on disk and two refs to a draft release: choose, look at what would be drafted, name it, draft it. */
export function DraftFromGitDialog(props: { readonly opened: boolean; readonly onClose: () => void }) {
  const [repository, setRepository] = useState<ChosenRepository | null>(null);
  const [range, setRange] = useState<{ from: string; to: string } | null>(null);
  const [groupBy, setGroupBy] = useState<DraftedFrom['groupBy']>('service');
  const [named, setNamed] = useState<{ name?: string; version?: string }>({});
  const preview = useProgressStream<Previewed>('Reading the range');
  const draft = useProgressStream<Drafted>('Drafting');
  const navigate = useNavigate();
  const refs = useQuery(
    orpc.repositories.refs.queryOptions({
      input: { id: repository?.id ?? NOBODY },
      enabled: repository !== null && props.opened,
      // Tags and branches move outside of Slipway: asked anew each time the dialog is opened.
      staleTime: 0,
      retry: false,
    }),
  );

  const { from, to } = range ?? suggestRange(refs.data ?? []);
  const setRef = (part: { from?: string; to?: string }) => {
    setRange({ from, to, ...part });
    preview.reset();
  };
  const found: Preview | null = preview.state.at === 'done' ? preview.state.result : null;
  const suggested = {
    name: repository?.name ?? '',
    version: suggestVersion({ from, to, breaking: found?.changes.some((c) => c.breaking) ?? false }),
  };
  const name = named.name ?? suggested.name;
  const version = named.version ?? suggested.version;

  const show = () => {
    if (repository === null || from.trim() === '' || to.trim() === '') return;
    const input = { repositoryId: repository.id, from: from.trim(), to: to.trim(), groupBy };
    void preview.start((signal) => client.repositories.preview(input, { signal }));
  };
  const create = () => {
    if (repository === null || found === null || name.trim() === '') return;
    const input = {
      repositoryId: repository.id,
      from: from.trim(),
      to: to.trim(),
      groupBy,
      name: name.trim(),
      version: version.trim(),
    };
    void draft.start(
      (signal) => client.repositories.draft(input, { signal }),
      (result) => {
        toastDone(`${name.trim()} and ${formatCount(result.changes, 'change ticket')} were drafted`);
        props.onClose();
        setRange(null);
        setNamed({});
        preview.reset();
        draft.reset();
        void navigate({ to: '/release/$key', params: { key: result.releaseId } });
      },
    );
  };

  const failure = preview.state.at === 'failed' ? preview.state.error : null;
  const wrongRef = failure !== null && errorCode(failure) === 'UNKNOWN_REF' ? refOf(failure) : null;
  const drafting = draft.state.at === 'running';
  return (
    <Dialog
      title="Draft a release from Git"
      opened={props.opened}
      onClose={() => {
        preview.cancel();
        draft.cancel();
        props.onClose();
      }}
      width={760}
      actions={
        found && found.changes.length > 0 && !drafting ? (
          <Button variant="primary" onClick={create} disabled={name.trim() === ''}>
            Draft the release and {formatCount(found.changes.length, 'ticket')}
          </Button>
        ) : undefined
      }
    >
      <FieldStack>
        <RepositoryField
          chosen={repository}
          onChoose={(chosen) => {
            setRepository(chosen);
            if (chosen?.id !== repository?.id) {
              setRange(null);
              preview.reset();
            }
          }}
        />
        {refs.error !== null && <Refusal error={refs.error} />}
        <Segmented
          label="What a ticket stands for"
          options={groupings('release')}
          value={groupBy}
          onChange={(next) => {
            setGroupBy(next);
            preview.reset();
          }}
        />
        {repository !== null && (refs.data !== undefined || refs.error !== null) && (
          <form
            className={css.range}
            onSubmit={(event) => {
              event.preventDefault();
              show();
            }}
          >
            <RefField
              label="From, not included"
              description="What runs now"
              refs={refs.data ?? []}
              value={from}
              error={wrongRef === from ? errorSentence(failure) : null}
              onChange={(value) => setRef({ from: value })}
            />
            <RefField
              label="To, included"
              description="What is to ship"
              refs={refs.data ?? []}
              value={to}
              error={wrongRef === to && wrongRef !== from ? errorSentence(failure) : null}
              onChange={(value) => setRef({ to: value })}
            />
            <Button
              type="submit"
              variant={found === null ? 'primary' : 'default'}
              disabled={from.trim() === '' || to.trim() === '' || preview.state.at === 'running'}
            >
              Show what would be drafted
            </Button>
          </form>
        )}
        {failure !== null && wrongRef !== from && wrongRef !== to && <Refusal error={failure} />}
        {preview.state.at === 'running' && (
          <ProgressPanel {...preview.state.progress} onCancel={preview.cancel} />
        )}
        {found !== null && <DraftedTickets preview={found} />}
        {found !== null && found.changes.length > 0 && (
          <form
            className={css.named}
            onSubmit={(event) => {
              event.preventDefault();
              create();
            }}
          >
            <TextField
              label="Release name"
              value={name}
              maxLength={200}
              required
              withAsterisk={false}
              error={name.trim() === '' ? 'A release needs a name' : undefined}
              onChange={(event) => setNamed({ ...named, name: event.currentTarget.value })}
            />
            <TextField
              label="Version"
              value={version}
              maxLength={60}
              onChange={(event) => setNamed({ ...named, version: event.currentTarget.value })}
            />
            <button type="submit" hidden />
          </form>
        )}
        {draft.state.at === 'running' && <ProgressPanel {...draft.state.progress} onCancel={draft.cancel} />}
        {draft.state.at === 'failed' && <Refusal error={draft.state.error} />}
      </FieldStack>
    </Dialog>
  );
}

/** Stands for "no repository yet" in a query that is not enabled. */
const NOBODY = '00000000-0000-7000-8000-000000000000' as ChosenRepository['id'];

function refOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('data' in error)) return null;
  const data = error.data;
  if (typeof data !== 'object' || data === null || !('ref' in data)) return null;
  return typeof data.ref === 'string' ? data.ref : null;
}
