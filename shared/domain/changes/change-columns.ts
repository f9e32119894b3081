import type { TableColumn } from '#shared/contract/change-table.ts';
import type { ChangeType, RowMore } from '#shared/contract/changes.ts';
import type { Preferences } from '#shared/contract/preferences.ts';
import type { ApprovalProgress } from '#shared/contract/standing.ts';

/** What a column is called over the table, and at the head of a CSV. */
export const columnNames: Readonly<Record<TableColumn, string>> = {
  ref: 'Ref',
  title: 'Title',
  state: 'State',
  type: 'Type',
  risk: 'Risk',
  services: 'Services',
  plannedStart: 'Planned start',
  approvals: 'Approvals',
  attention: 'Attention',
  release: 'Release',
  assignee: 'Assignee',
  validator: 'Validator',
  requester: 'Requester',
  environments: 'Environments',
  category: 'Category',
  origin: 'Origin',
  strategy: 'Strategy',
  build: 'Build',
  plannedEnd: 'Planned end',
  outage: 'Outage',
  actualStart: 'Actual start',
  actualEnd: 'Actual end',
  authority: 'Change authority',
  closeCode: 'Close code',
  onHold: 'On hold',
  unauthorised: 'Unauthorised',
  workItems: 'Work items',
  externalRef: 'External ref',
  created: 'Created',
  updated: 'Updated',
};

/** The columns of a device on which nobody chose any. */
export const usualColumns: Preferences['changeColumns'] = (
  [
    'ref',
    'title',
    'state',
    'type',
    'risk',
    'services',
    'plannedStart',
    'approvals',
    'attention',
    'updated',
  ] as const
).map((id) => ({ id, width: null }));

/** Fields of a row that a column needs beyond those that every row has. */
const needs: Partial<Record<TableColumn, keyof RowMore>> = {
  validator: 'validatorId',
  requester: 'requesterId',
  environments: 'environmentIds',
  category: 'category',
  origin: 'origin',
  strategy: 'releaseStrategy',
  build: 'build',
  plannedEnd: 'plannedEnd',
  outage: 'plannedOutageMinutes',
  actualStart: 'actualStartAt',
  actualEnd: 'actualEndAt',
  authority: 'changeAuthority',
  unauthorised: 'unauthorised',
  workItems: 'workItems',
  externalRef: 'externalRef',
  created: 'createdAt',
};

/** The further fields that rows must bring along for these columns, in a fixed order. */
export function fieldsFor(columns: readonly TableColumn[]): (keyof RowMore)[] {
  return [...new Set(columns.flatMap((column) => needs[column] ?? []))].sort();
}

/** The approvals of a ticket as its row shows them: "2 of 4", or why there are none. */
export function progressWords(progress: ApprovalProgress | null, type: ChangeType): string {
  if (progress !== null && progress.needed > 0) return `${progress.given} of ${progress.needed}`;
  return type === 'standard' ? 'pre-approved' : 'none asked';
}
