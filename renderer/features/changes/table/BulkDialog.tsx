import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Names } from '#renderer/features/changes/names.ts';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { NumberInput, Segmented, SelectField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { LocalTimeField } from '#renderer/ui/LocalTimeField.tsx';
import type { BulkEdit, BulkResult } from '#shared/contract/change-table.ts';
import type { ChangeRow } from '#shared/contract/changes.ts';
import { personId, releaseId } from '#shared/domain/ids.ts';
import { beforeDeployment } from '#shared/domain/releases.ts';
import css from './bulk.module.css';
import { undoToast } from './undoToast.tsx';

export type BulkKind = 'assign' | 'release' | 'reschedule';

const titles = { assign: 'Assign', release: 'Move to release', reschedule: 'Reschedule' } as const;

/** One edit for all selected changes, all or none: what refuses is listed, and the rest can be written without it. */
export function BulkDialog(props: {
  readonly kind: BulkKind;
  readonly changes: readonly ChangeRow[];
  readonly names: Names;
  readonly onClose: () => void;
}) {
  const { kind, changes, names } = props;
  const [edit, setEdit] = useState<BulkEdit | null>(null);
  const [refused, setRefused] = useState<BulkResult['refused']>([]);
  const able = changes.filter(({ id }) => !refused.some((one) => one.id === id));
  const save = useMutation({
    mutationFn: (wanted: BulkEdit) =>
      client.changeTable.bulk({ ids: able.map(({ id }) => id), edit: wanted, check: false }),
    onSuccess: (result) => {
      if (result.refused.length > 0) return setRefused([...refused, ...result.refused]);
      undoToast(`${formatCount(result.changed.length, 'change')} ${doneWords(kind)}`, result.entry);
      props.onClose();
    },
  });
  const choose = (next: BulkEdit | null) => {
    setEdit(next);
    setRefused([]);
  };
  const count = formatCount(able.length, 'change');
  return (
    <FormDialog
      title={`${titles[kind]}: ${formatCount(changes.length, 'change')}`}
      confirm={refused.length > 0 ? `${titles[kind]} the other ${able.length}` : `${titles[kind]} ${count}`}
      ready={edit !== null && able.length > 0}
      busy={save.isPending}
      act={() => edit && save.mutate(edit)}
      error={save.error}
      onClose={props.onClose}
    >
      {kind === 'assign' && <AssignField names={names} onChange={choose} />}
      {kind === 'release' && <ReleaseField names={names} onChange={choose} />}
      {kind === 'reschedule' && <TimeField onChange={choose} />}
      {refused.length > 0 && (
        <div role="alert" className={css.refused}>
          <p className="b">
            Nothing was written: {formatCount(refused.length, 'change refuses', 'changes refuse')}
          </p>
          <ul>
            {refused.map(({ id, ref, why }) => (
              <li key={id}>{why.startsWith(ref) ? why : `${ref}: ${why}`}</li>
            ))}
          </ul>
        </div>
      )}
    </FormDialog>
  );
}

const NOBODY = 'nobody';

function AssignField(props: { readonly names: Names; readonly onChange: (edit: BulkEdit) => void }) {
  const [value, setValue] = useState<string | null>(null);
  return (
    <SelectField
      label="Assignee"
      description="Who carries the changes out"
      data-autofocus
      searchable
      options={[
        ...props.names.people.map(({ id, name }) => ({ value: id as string, label: name })),
        { value: NOBODY, label: 'Nobody' },
      ]}
      value={value}
      onChange={(next) => {
        setValue(next);
        if (next !== null)
          props.onChange({ kind: 'assign', assigneeId: next === NOBODY ? null : personId.parse(next) });
      }}
    />
  );
}

const NONE = 'none';

function ReleaseField(props: { readonly names: Names; readonly onChange: (edit: BulkEdit) => void }) {
  const [value, setValue] = useState<string | null>(null);
  const open = props.names.releases.filter((one) => beforeDeployment.includes(one.state));
  return (
    <SelectField
      label="Release"
      description="Releases that still take changes. A change without a time of its own takes that of the release."
      data-autofocus
      searchable
      options={[
        ...open.map(({ id, ref }) => ({
          value: id as string,
          label: `${ref} ${props.names.releaseName(id)}`,
        })),
        { value: NONE, label: 'No release' },
      ]}
      value={value}
      onChange={(next) => {
        setValue(next);
        if (next !== null)
          props.onChange({ kind: 'release', releaseId: next === NONE ? null : releaseId.parse(next) });
      }}
    />
  );
}

const HOW = [
  { value: 'shift', label: 'By days' },
  { value: 'reschedule', label: 'To one time' },
] as const;

function TimeField({ onChange }: { readonly onChange: (edit: BulkEdit | null) => void }) {
  const zone = useZone();
  const [how, setHow] = useState<'shift' | 'reschedule'>('shift');
  const [days, setDays] = useState(1);
  const [date, setDate] = useState('');
  const [time, setTime] = useState('22:00');
  const tell = (next: { how: typeof how; days: number; date: string; time: string }) => {
    if (next.how === 'shift') return onChange(next.days === 0 ? null : { kind: 'shift', days: next.days });
    onChange(
      next.date && next.time
        ? { kind: 'reschedule', start: { local: `${next.date}T${next.time}`, zone } }
        : null,
    );
  };
  return (
    <>
      <Segmented
        label="How they move"
        options={HOW}
        value={how}
        onChange={(next) => {
          setHow(next);
          tell({ how: next, days, date, time });
        }}
      />
      {how === 'shift' ? (
        <NumberInput
          label="Days"
          description="Later, or earlier with a minus; each keeps its time of day and length"
          data-autofocus
          min={-400}
          max={400}
          allowDecimal={false}
          value={days}
          onChange={(next) => {
            const value = typeof next === 'number' ? next : 0;
            setDays(value);
            tell({ how, days: value, date, time });
          }}
        />
      ) : (
        <LocalTimeField
          label="Planned start"
          description={`All begin then, each as long as it was. Zone: ${zone}`}
          date={date}
          time={time}
          onChange={(nextDate, nextTime) => {
            setDate(nextDate);
            setTime(nextTime);
            tell({ how, days, date: nextDate, time: nextTime });
          }}
        />
      )}
    </>
  );
}

function doneWords(kind: BulkKind): string {
  return kind === 'assign' ? 'assigned' : kind === 'release' ? 'moved to the release' : 'rescheduled';
}
