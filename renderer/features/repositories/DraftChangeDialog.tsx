import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client, orpc } from '#renderer/lib/client.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { useProgressStream } from '#renderer/lib/useProgressStream.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, Segmented, SelectField } from '#renderer/ui/Fields.tsx';
import { ProgressPanel } from '#renderer/ui/ProgressPanel.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { Change, Drafted } from '#shared/contract/changes.ts';
import type { DraftedField } from '#shared/domain/drafts/redraft.ts';
import { AmendDraft, amendedFields } from './AmendDraft.tsx';
import css from './DraftFromGitDialog.module.css';
import { groupings } from './groupings.ts';
import { ProposedFields } from './ProposedFields.tsx';
import { RefField } from './RefField.tsx';
import { type ChosenRepository, RepositoryField } from './RepositoryField.tsx';
import { suggestRange } from './suggest.ts';

type EventOf<T> = T extends AsyncIterable<infer E> ? E : never;
type Proposed = EventOf<Awaited<ReturnType<typeof client.repositories.proposal>>>;
type Drawn = EventOf<Awaited<ReturnType<typeof client.repositories.draftChange>>>;

/** Stands for "no repository yet" in a query that is not enabled. */
const NOBODY = '00000000-0000-7000-8000-000000000000' as ChosenRepository['id'];

/** Drafts one ticket from a range, for the first time or again: choose, compare field by field, write. */
export function DraftChangeDialog(props: {
  readonly change: Change;
  readonly onClose: () => void;
  readonly onDone: (change: Change) => void;
}) {
  const { change } = props;
  const { drafted } = change;
  const [repository, setRepository] = useState<ChosenRepository | null>(
    drafted && { id: drafted.repositoryId, name: '' },
  );
  const [range, setRange] = useState<{ from?: string; to?: string }>(drafted ? { from: drafted.from } : {});
  const [groupBy, setGroupBy] = useState<Drafted['groupBy']>(drafted?.groupBy ?? 'range');
  const [key, setKey] = useState<string | null>(drafted?.key ?? null);
  const [take, setTake] = useState<readonly DraftedField[]>([]);
  const [amends, setAmends] = useState(true);
  const [reason, setReason] = useState('');
  const proposal = useProgressStream<Proposed>('Reading the range');
  const draw = useProgressStream<Drawn>('Drafting');
  const refs = useQuery(
    orpc.repositories.refs.queryOptions({
      input: { id: repository?.id ?? NOBODY },
      enabled: repository !== null,
      staleTime: 0,
      retry: false,
    }),
  );
  const likely = suggestRange(refs.data ?? []);
  const from = range.from ?? likely.from;
  const to = range.to ?? likely.to;
  const found = proposal.state.at === 'done' ? proposal.state.result : null;
  const amended = amendedFields(found?.fields ?? [], change, take);
  const amending = amends && amended.length > 0;
  const again = () => {
    proposal.reset();
    setTake([]);
  };
  const inputOf = (group: string | null, id: ChosenRepository['id']) => ({
    repositoryId: id,
    from: from.trim(),
    to: to.trim(),
    groupBy,
    key: group,
    changeId: change.id,
  });
  const ready = repository !== null && from.trim() !== '' && to.trim() !== '';
  const show = (group: string | null) => {
    if (!ready) return;
    const input = inputOf(group, repository.id);
    void proposal.start((signal) => client.repositories.proposal(input, { signal }));
  };
  const write = () => {
    if (!ready || found === null) return;
    const input = {
      ...inputOf(found.key, repository.id),
      take: [...take],
      ...(amending ? { amendReason: reason.trim() } : {}),
    };
    void draw.start(
      (signal) => client.repositories.draftChange(input, { signal }),
      (done) => {
        const kept =
          done.kept.length > 0 ? `, ${formatCount(done.kept.length, 'field')} kept as written` : '';
        toastDone(`${done.change.ref} was drafted from ${input.from}..${input.to}${kept}`);
        props.onDone(done.change);
        props.onClose();
      },
    );
  };
  return (
    <Dialog
      title={`Draft ${change.ref} from code`}
      opened
      onClose={() => {
        proposal.cancel();
        draw.cancel();
        props.onClose();
      }}
      width={980}
      actions={
        found && draw.state.at !== 'running' ? (
          <Button variant="primary" disabled={amending && reason.trim() === ''} onClick={write}>
            {amending ? `Amend ${change.ref} with the draft` : `Write the draft into ${change.ref}`}
          </Button>
        ) : undefined
      }
    >
      <FieldStack>
        <RepositoryField
          chosen={repository}
          onChoose={(next) => {
            if (next?.id !== repository?.id) {
              setRange({});
              again();
            }
            setRepository(next);
          }}
        />
        <Refusal error={refs.error} />
        <Segmented
          label="What the ticket stands for"
          options={groupings('one')}
          value={groupBy}
          onChange={(next) => {
            setGroupBy(next);
            setKey(next === drafted?.groupBy ? drafted.key : null);
            again();
          }}
        />
        {/* A ref typed before its repository is chosen would be gone with the choice. */}
        {repository !== null && (refs.data !== undefined || refs.error !== null) && (
          <form
            className={css.range}
            onSubmit={(event) => {
              event.preventDefault();
              show(key);
            }}
          >
            <RefField
              label="From, not included"
              description="What runs now"
              refs={refs.data ?? []}
              value={from}
              error={null}
              onChange={(value) => {
                setRange((known) => ({ ...known, from: value }));
                again();
              }}
            />
            <RefField
              label="To, included"
              description="What is to ship"
              refs={refs.data ?? []}
              value={to}
              error={null}
              onChange={(value) => {
                setRange((known) => ({ ...known, to: value }));
                again();
              }}
            />
            <Button
              type="submit"
              variant={found ? 'default' : 'primary'}
              disabled={!ready || proposal.state.at === 'running'}
            >
              Show what would change
            </Button>
          </form>
        )}
        {found && groupBy !== 'range' && (
          <SelectField
            label={groupBy === 'service' ? 'Service' : 'Work item'}
            allowDeselect={false}
            options={found.groups.map((group) => ({
              value: `key:${group.key}`,
              label: `${group.name}, ${formatCount(group.commits, 'commit')}`,
            }))}
            value={`key:${found.key}`}
            onChange={(value) => {
              if (value === null) return;
              setKey(value.slice(4));
              setTake([]);
              show(value.slice(4));
            }}
          />
        )}
        {proposal.state.at === 'failed' && <Refusal error={proposal.state.error} />}
        {proposal.state.at === 'running' && (
          <ProgressPanel {...proposal.state.progress} onCancel={proposal.cancel} />
        )}
        {found && (
          <ProposedFields
            fields={found.fields}
            state={change.state}
            amends={amends}
            take={take}
            onTake={setTake}
          />
        )}
        {amended.length > 0 && (
          <AmendDraft
            change={change}
            fields={amended}
            amends={amends}
            onAmends={setAmends}
            reason={reason}
            onReason={setReason}
          />
        )}
        {draw.state.at === 'running' && <ProgressPanel {...draw.state.progress} onCancel={draw.cancel} />}
        {draw.state.at === 'failed' && <Refusal error={draw.state.error} />}
      </FieldStack>
    </Dialog>
  );
}
