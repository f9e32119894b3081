import type { TableColumn } from '#shared/contract/change-table.ts';
import type { ChangeFields, ChangeRow } from '#shared/contract/changes.ts';
import { columnNames } from '#shared/domain/changes/change-columns.ts';
import { editableFields, isMaterial } from '#shared/domain/changes/changes.ts';

/** The field of a ticket that a cell writes; columns that are not named are not edited in their place. */
export const fieldOf = {
  title: 'title',
  category: 'category',
  type: 'type',
  assignee: 'assigneeId',
  validator: 'validatorId',
  requester: 'requesterId',
  release: 'releaseId',
  origin: 'origin',
  strategy: 'releaseStrategy',
  plannedStart: 'plannedStart',
  plannedEnd: 'plannedEnd',
} as const satisfies Partial<Record<TableColumn, keyof ChangeFields>>;
export type EditableColumn = keyof typeof fieldOf;

export function isEditableColumn(column: TableColumn): column is EditableColumn {
  return column in fieldOf;
}

/** Why a cell cannot be edited where it stands, in a sentence; null when it can. */
export function whyNotEdited(row: Pick<ChangeRow, 'ref' | 'state'>, column: TableColumn): string | null {
  const name = columnNames[column];
  if (!isEditableColumn(column)) return `${name} is not edited in the table. Enter opens the change.`;
  const field = fieldOf[column];
  if (editableFields(row).includes(field)) return null;
  return isMaterial(field)
    ? `${row.ref} is in ${row.state}: its ${name.toLowerCase()} changes only by an amendment. Enter opens the change.`
    : `${row.ref} is in ${row.state}: its ${name.toLowerCase()} can no longer change.`;
}
