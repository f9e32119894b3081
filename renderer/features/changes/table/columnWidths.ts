import type { TableColumn } from '#shared/contract/change-table.ts';
import type { ChangeSort } from '#shared/contract/changes.ts';
import type { Preferences } from '#shared/contract/preferences.ts';
import { usualColumns } from '#shared/domain/changes/change-columns.ts';

/** A column as it stands in the table now. */
export type ShownColumn = { readonly id: TableColumn; readonly width: number; readonly grows: boolean };

/** Usual width in px; of the usual columns also the width of the table from which they have room. */
const widths: Readonly<Record<TableColumn, { readonly width: number; readonly from?: number }>> = {
  ref: { width: 100 },
  title: { width: 200 },
  state: { width: 140 },
  type: { width: 92, from: 860 },
  risk: { width: 138 },
  services: { width: 158, from: 1000 },
  plannedStart: { width: 138, from: 760 },
  approvals: { width: 112, from: 1180 },
  attention: { width: 136, from: 1060 },
  release: { width: 150 },
  assignee: { width: 130 },
  validator: { width: 130 },
  requester: { width: 130 },
  environments: { width: 130 },
  category: { width: 120 },
  origin: { width: 110 },
  strategy: { width: 120 },
  build: { width: 130 },
  plannedEnd: { width: 138 },
  outage: { width: 84 },
  actualStart: { width: 138 },
  actualEnd: { width: 138 },
  authority: { width: 160 },
  closeCode: { width: 150 },
  onHold: { width: 84 },
  unauthorised: { width: 112 },
  workItems: { width: 130 },
  externalRef: { width: 120 },
  created: { width: 100 },
  updated: { width: 104, from: 1420 },
};

/** Columns whose order SQLite knows by an index. */
export const sortable: readonly TableColumn[] = [
  'ref',
  'title',
  'state',
  'type',
  'risk',
  'plannedStart',
  'updated',
] satisfies ChangeSort['by'][];

/** Least and most px of a column. */
export const NARROWEST = 56;
export const WIDEST = 800;

/**
 * The columns that are shown in so many px. Columns that a person chose are all shown, and the table scrolls sideways;
 * of the usual ones those that have no room wait for a wider window.
 */
export function shownColumns(chosen: Preferences['changeColumns'], px: number): readonly ShownColumn[] {
  const usual =
    chosen.length === usualColumns.length && chosen.every(({ id }, at) => id === usualColumns[at]?.id);
  return chosen
    .filter(({ id, width }) => !usual || width !== null || (widths[id].from ?? 0) <= px)
    .map(({ id, width }) => ({
      id,
      width: width ?? widths[id].width,
      grows: id === 'title' && width === null,
    }));
}

/** Template of a CSS grid for these columns, the box to tick first. */
export function templateOf(columns: readonly ShownColumn[]): string {
  return [
    '40px',
    ...columns.map(({ width, grows }) => (grows ? `minmax(${width}px, 1fr)` : `${width}px`)),
  ].join(' ');
}

/** Least width of a row in px. */
export function leastWidth(columns: readonly ShownColumn[]): number {
  return columns.reduce((sum, { width }) => sum + width, 40);
}
