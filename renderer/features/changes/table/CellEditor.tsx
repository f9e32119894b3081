import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useNames } from '#renderer/features/changes/names.ts';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { toastError } from '#renderer/ui/toast.ts';
import type { TableColumn } from '#shared/contract/change-table.ts';
import { type ChangeRow, changeType, origin, releaseStrategy } from '#shared/contract/changes.ts';
import { columnNames } from '#shared/domain/changes/change-columns.ts';
import { beforeDeployment } from '#shared/domain/releases.ts';
import { capital } from '#shared/domain/wording.ts';
import { type EditableColumn, fieldOf, isEditableColumn } from './cellEditing.ts';
import css from './cells.module.css';

type Choice = { readonly value: string; readonly label: string };

/** A cell as a field in its place: Enter or leaving it saves, Esc leaves it as it was. */
export function CellEditor(props: {
  readonly row: ChangeRow;
  readonly column: TableColumn;
  readonly onClose: () => void;
}) {
  return isEditableColumn(props.column) ? <Editor {...props} column={props.column} /> : null;
}

function Editor(props: {
  readonly row: ChangeRow;
  readonly column: EditableColumn;
  readonly onClose: () => void;
}) {
  const { row, column } = props;
  const names = useNames();
  const home = useZone();
  const before = shownIn(row, column);
  const [value, setValue] = useState(before);
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const done = useRef(false);
  const save = useMutation({
    mutationFn: (next: string) =>
      client.changes.patch({ id: row.id, fields: fieldsOf(row, column, next, home) }),
    onError: (error) => toastError(`${row.ref}: ${columnNames[column]} was not saved`, error),
  });
  useEffect(() => {
    const box: HTMLElement | null = field.current;
    box?.focus();
    if (box instanceof HTMLInputElement && box.type === 'text') box.select();
  }, []);
  const close = (keep: boolean) => {
    if (done.current) return;
    done.current = true;
    if (keep && value !== before && (column !== 'title' || value.trim() !== '')) save.mutate(value);
    const grid = field.current?.closest<HTMLElement>('[role="grid"], [role="treegrid"]');
    props.onClose();
    grid?.focus({ preventScroll: true });
  };
  const common = {
    ref: field,
    className: css.editor,
    value,
    'aria-label': `${columnNames[column]} of ${row.ref}`,
    onChange: (event: { currentTarget: { value: string } }) => setValue(event.currentTarget.value),
    onBlur: () => close(true),
    onClick: (event: React.MouseEvent) => event.stopPropagation(),
    onKeyDown: (event: React.KeyboardEvent) => {
      event.stopPropagation();
      if (event.key === 'Enter') close(true);
      if (event.key === 'Escape') close(false);
    },
  };
  const choices = choicesOf(row, column, names);
  if (choices) {
    return (
      <select {...common}>
        {choices.map(({ value: one, label }) => (
          <option key={one} value={one}>
            {label}
          </option>
        ))}
      </select>
    );
  }
  return column === 'plannedStart' || column === 'plannedEnd' ? (
    <input {...common} type="datetime-local" />
  ) : (
    <input {...common} type="text" dir="auto" maxLength={column === 'title' ? 500 : 120} />
  );
}

function shownIn(row: ChangeRow, column: EditableColumn): string {
  const more = row.more ?? {};
  switch (column) {
    case 'title':
      return row.title;
    case 'category':
      return more.category ?? '';
    case 'type':
      return row.type;
    case 'assignee':
      return row.assigneeId ?? '';
    case 'validator':
      return more.validatorId ?? '';
    case 'requester':
      return more.requesterId ?? '';
    case 'release':
      return row.releaseId ?? '';
    case 'origin':
      return more.origin ?? '';
    case 'strategy':
      return more.releaseStrategy ?? '';
    case 'plannedStart':
      return row.plannedStart?.local.slice(0, 16) ?? '';
    case 'plannedEnd':
      return more.plannedEnd?.local.slice(0, 16) ?? '';
  }
}

/** Planned times stay in the zone they were planned in. */
function fieldsOf(row: ChangeRow, column: EditableColumn, value: string, home: string) {
  if (column === 'plannedStart' || column === 'plannedEnd') {
    const zone = row.plannedStart?.zone ?? home;
    return { [fieldOf[column]]: value === '' ? null : { local: value.slice(0, 16), zone } };
  }
  if (column === 'title' || column === 'category') return { [fieldOf[column]]: value.trim() };
  return { [fieldOf[column]]: value === '' ? null : value };
}

function choicesOf(row: ChangeRow, column: EditableColumn, names: ReturnType<typeof useNames>) {
  const none = (label: string): Choice => ({ value: '', label });
  const words = (options: readonly string[]): Choice[] =>
    options.map((value) => ({ value, label: capital(value) }));
  const named = (things: readonly { readonly id: string; readonly name: string }[]): Choice[] =>
    things.map(({ id, name }) => ({ value: id, label: name }));
  switch (column) {
    case 'type':
      return words(changeType.options);
    case 'assignee':
    case 'validator':
    case 'requester':
      return [none('Nobody'), ...named(names.people)];
    case 'release': {
      const open = names.releases.filter(
        (one) => beforeDeployment.includes(one.state) || one.id === row.releaseId,
      );
      return [
        none('No release'),
        ...open.map((one) => ({ value: one.id as string, label: names.releaseName(one.id) })),
      ];
    }
    case 'origin':
      return [none('None'), ...words(origin.options)];
    case 'strategy':
      return [none('None'), ...words(releaseStrategy.options)];
    case 'title':
    case 'category':
    case 'plannedStart':
    case 'plannedEnd':
      return null;
  }
}
