import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNames } from '#renderer/features/changes/names.ts';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc } from '#renderer/lib/client.ts';
import { Segmented, SelectField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { Subject } from '#shared/contract/conflicts.ts';
import type { Departure, Train } from '#shared/contract/trains.ts';
import { mayBoardChange, mayBoardRelease } from '#shared/domain/calendar/trains.ts';
import { releaseName } from '#shared/domain/releases.ts';
import { departureTime } from './trainWords.ts';

const KINDS = [
  { value: 'change', label: 'Change' },
  { value: 'release', label: 'Release' },
] as const;
const FOUND = 50;

/** Chooses what boards a departure. */
export function BoardDialog(props: {
  readonly train: Train;
  readonly departure: Departure;
  readonly onClose: () => void;
}) {
  const { train, departure } = props;
  const zone = useZone();
  const [kind, setKind] = useState<Subject['kind']>('change');
  const [subject, setSubject] = useState<Subject | null>(null);
  const board = useMutation(
    orpc.trains.board.mutationOptions({
      onSuccess: ({ departure: taken, note }) => {
        toastDone(note === '' ? `Aboard ${taken.label}` : note);
        props.onClose();
      },
    }),
  );
  const choose = (next: Subject | null) => {
    setSubject(next);
    board.reset();
  };
  return (
    <FormDialog
      title={`Board ${departure.label} of ${train.name}`}
      width={560}
      confirm="Board"
      ready={subject !== null}
      busy={board.isPending}
      act={() => subject && board.mutate({ trainId: train.id, number: departure.number, subject })}
      error={board.error}
      onClose={props.onClose}
    >
      <p className="t2">
        Departs {departureTime(departure, zone, Date.now())}. What boards is planned for this time.
      </p>
      <Segmented
        label="What boards"
        options={KINDS}
        value={kind}
        onChange={(next) => {
          setKind(next);
          choose(null);
        }}
      />
      {kind === 'change' ? (
        <ChangeChoice train={train} departure={departure} onChoose={choose} />
      ) : (
        <ReleaseChoice train={train} departure={departure} onChoose={choose} />
      )}
    </FormDialog>
  );
}

type ChoiceProps = {
  readonly train: Train;
  readonly departure: Departure;
  readonly onChoose: (subject: Subject | null) => void;
};

function ChangeChoice({ train, departure, onChoose }: ChoiceProps) {
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), 150);
  const [chosen, setChosen] = useState<string | null>(null);
  const { releases } = useNames();
  const found = useQuery(
    orpc.changes.page.queryOptions({
      input: {
        filter: {
          states: ['New', 'Assess', 'Authorize', 'Scheduled'],
          ...(text === '' || chosen !== null ? {} : { text }),
        },
        sort: [{ by: 'updated', descending: true }],
        offset: 0,
        limit: FOUND,
      },
      meta: { topics: ['changes'] },
      placeholderData: keepPreviousData,
    }),
  );
  const aboard = new Set(departure.releases.map(({ id }) => id));
  const rows = (found.data ?? []).filter((row) => {
    const release = releases.find(({ id }) => id === row.releaseId) ?? null;
    return mayBoardChange(row, release, train).ok && !(row.releaseId && aboard.has(row.releaseId));
  });
  return (
    <SelectField
      label="Change"
      description="Changes before Implement that are on no other release. Type to search."
      placeholder="Reference or words of the title"
      data-autofocus
      searchable
      filter={({ options }) => options}
      nothingFoundMessage="No change of that kind"
      searchValue={typed}
      onSearchChange={setTyped}
      options={rows.map((row) => ({ value: row.id, label: `${row.ref} ${row.title}` }))}
      value={rows.find(({ id }) => id === chosen)?.id ?? null}
      onChange={(id) => {
        setChosen(id);
        onChoose(id && { kind: 'change', id });
      }}
    />
  );
}

function ReleaseChoice({ departure, onChoose }: ChoiceProps) {
  const { releases } = useNames();
  const [chosen, setChosen] = useState<string | null>(null);
  const aboard = new Set(departure.releases.map(({ id }) => id));
  const open = releases.filter((one) => mayBoardRelease(one).ok && !aboard.has(one.id));
  return (
    <SelectField
      label="Release"
      description="Releases before their deployment."
      placeholder="Reference or name"
      searchable
      options={open.map((one) => ({ value: one.id, label: `${one.ref} ${releaseName(one)}` }))}
      value={open.find(({ id }) => id === chosen)?.id ?? null}
      onChange={(id) => {
        setChosen(id);
        onChoose(id && { kind: 'release', id });
      }}
    />
  );
}
