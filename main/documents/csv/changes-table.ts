import { stringify } from 'csv-stringify/sync';
import type { TableColumn } from '#shared/contract/change-table.ts';
import type { ChangeRow } from '#shared/contract/changes.ts';
import { columnNames } from '#shared/domain/changes/change-columns.ts';
import { neutralised } from '#shared/domain/csv/cells.ts';
import { writeTime } from '#shared/domain/csv/ticket.ts';
import type { ChangeId } from '#shared/domain/ids.ts';

/** Names of what rows refer to, by id; empty for what is not known any more. */
export type NamesById = ReadonlyMap<string, string>;

/** What is looked at for each ticket, in words by its id: approvals given and what needs attention. */
export type LookedAt = {
  readonly approvals: ReadonlyMap<ChangeId, string>;
  readonly attention: ReadonlyMap<ChangeId, string>;
};

/** The byte order mark by which spreadsheets know UTF-8, and the names of the columns. */
export function tableHeading(columns: readonly TableColumn[]): string {
  return `\uFEFF${lines([columns.map((column) => columnNames[column])])}`;
}

/** Rows of the table of changes as lines of CSV (RFC 4180), formulas neutralised, names instead of ids. */
export function tableLines(
  rows: readonly ChangeRow[],
  columns: readonly TableColumn[],
  names: NamesById,
  looked: LookedAt,
): string {
  return lines(rows.map((row) => columns.map((column) => neutralised(cellOf(row, column, names, looked)))));
}

function lines(rows: readonly (readonly string[])[]): string {
  // A lone CR parts rows for some readers, so it is quoted like the rest.
  return stringify(rows as string[][], { record_delimiter: 'windows', quoted_match: /[\r\n",;']|^\s|\s$/ });
}

function cellOf(row: ChangeRow, column: TableColumn, names: NamesById, looked: LookedAt): string {
  const more = row.more ?? {};
  const name = (id: string | null | undefined) => (id ? (names.get(id) ?? '') : '');
  const list = (ids: readonly string[] | undefined) =>
    (ids ?? []).flatMap((id) => names.get(id) ?? []).join('; ');
  const instant = (at: number | null | undefined) =>
    at === null || at === undefined ? '' : new Date(at).toISOString();
  const time = (planned: ChangeRow['plannedStart'] | undefined) => (planned ? writeTime(planned) : '');
  switch (column) {
    case 'ref':
      return row.ref;
    case 'title':
      return row.title;
    case 'state':
      return row.state;
    case 'type':
      return row.type;
    case 'risk':
      return `${row.riskLevel} ${row.riskScore}`;
    case 'services':
      return list(row.serviceIds);
    case 'plannedStart':
      return time(row.plannedStart);
    case 'approvals':
      return looked.approvals.get(row.id) ?? '';
    case 'attention':
      return looked.attention.get(row.id) ?? '';
    case 'release':
      return name(row.releaseId);
    case 'assignee':
      return name(row.assigneeId);
    case 'validator':
      return name(more.validatorId);
    case 'requester':
      return name(more.requesterId);
    case 'environments':
      return list(more.environmentIds);
    case 'category':
      return more.category ?? '';
    case 'origin':
      return more.origin ?? '';
    case 'strategy':
      return more.releaseStrategy ?? '';
    case 'build':
      return more.build ? `${more.build.version} ${more.build.digest}`.trim() : '';
    case 'plannedEnd':
      return time(more.plannedEnd);
    case 'outage':
      return more.plannedOutageMinutes?.toString() ?? '';
    case 'actualStart':
      return instant(more.actualStartAt);
    case 'actualEnd':
      return instant(more.actualEndAt);
    case 'authority':
      return more.changeAuthority ?? '';
    case 'closeCode':
      return row.closeCode ?? '';
    case 'onHold':
      return row.onHold ? 'yes' : 'no';
    case 'unauthorised':
      return more.unauthorised ? 'yes' : 'no';
    case 'workItems':
      return (more.workItems ?? []).join('; ');
    case 'externalRef':
      return more.externalRef ?? '';
    case 'created':
      return instant(more.createdAt);
    case 'updated':
      return instant(row.updatedAt);
  }
}
