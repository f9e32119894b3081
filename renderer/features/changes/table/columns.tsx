import { Link } from '@tanstack/react-router';
import {
  createColumnHelper,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';
import type { Names } from '#renderer/features/changes/names.ts';
import { dayKey, formatDate, formatDateTime, formatTime } from '#renderer/lib/format.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { LifePips, RiskBars } from '#renderer/ui/LifePips.tsx';
import type { ChangeRow } from '#shared/contract/changes.ts';
import { capital } from '#shared/domain/wording.ts';
import css from './table.module.css';

/** One line of the table; the row is undefined until its block has come. */
export type Line = { readonly index: number; readonly row: ChangeRow | undefined };

export const features = tableFeatures({ rowSortingFeature, rowSelectionFeature });
const helper = createColumnHelper<typeof features, Line>();

/** Width of each column in px or fr, in order; `from` is the table width (px) at which the column appears. */
export const columnWidths: readonly { readonly id: string; readonly width: string; readonly from: number }[] =
  [
    { id: 'select', width: '40px', from: 0 },
    { id: 'ref', width: '100px', from: 0 },
    { id: 'title', width: 'minmax(180px, 1fr)', from: 0 },
    { id: 'state', width: '140px', from: 0 },
    { id: 'type', width: '92px', from: 860 },
    { id: 'risk', width: '138px', from: 0 },
    { id: 'services', width: '158px', from: 1000 },
    { id: 'plannedStart', width: '150px', from: 760 },
    { id: 'release', width: '150px', from: 1520 },
    { id: 'attention', width: '120px', from: 1120 },
    { id: 'updated', width: '100px', from: 1240 },
  ];

/** The columns; names and the home zone come from outside because rows hold ids and instants. */
export function columnsOf(names: Names, zone: string, now: number) {
  const cell = (show: (row: ChangeRow) => React.ReactNode) => {
    return ({ row }: { row: { original: Line } }) =>
      row.original.row ? show(row.original.row) : <span className={css.skeleton} />;
  };
  return helper.columns([
    helper.display({ id: 'select' }),
    helper.accessor((line) => line.row?.ref, {
      id: 'ref',
      header: 'Ref',
      cell: cell((row) => <span className="ref t2">{row.ref}</span>),
    }),
    helper.accessor((line) => line.row?.title, {
      id: 'title',
      header: 'Title',
      cell: cell((row) => (
        <Link
          to="/change/$key"
          params={{ key: row.ref }}
          tabIndex={-1}
          className={css.title}
          dir="auto"
          title={row.title}
        >
          {row.title || 'Without a title'}
        </Link>
      )),
    }),
    helper.accessor((line) => line.row?.state, {
      id: 'state',
      header: 'State',
      cell: cell((row) => <LifePips state={row.state} />),
    }),
    helper.accessor((line) => line.row?.type, {
      id: 'type',
      header: 'Type',
      cell: cell((row) => <span className="t2">{capital(row.type)}</span>),
    }),
    helper.accessor((line) => line.row?.riskScore, {
      id: 'risk',
      header: 'Risk',
      sortDescFirst: true,
      cell: cell((row) => <RiskBars level={row.riskLevel} score={row.riskScore} />),
    }),
    helper.display({
      id: 'services',
      header: 'Services',
      cell: cell((row) => <ServiceList names={row.serviceIds.map(names.serviceName)} />),
    }),
    helper.accessor((line) => line.row?.plannedStart, {
      id: 'plannedStart',
      header: 'Planned start',
      sortDescFirst: false,
      cell: cell((row) =>
        row.plannedStart ? (
          withoutDay(formatDateTime(row.plannedStart.at, zone, now))
        ) : (
          <span className="t3">not planned</span>
        ),
      ),
    }),
    helper.display({
      id: 'release',
      header: 'Release',
      cell: cell((row) => <span className="t2">{names.releaseName(row.releaseId)}</span>),
    }),
    helper.display({ id: 'attention', header: 'Attention', cell: cell((row) => <Attention row={row} />) }),
    helper.accessor((line) => line.row?.updatedAt, {
      id: 'updated',
      header: 'Updated',
      sortDescFirst: true,
      cell: cell((row) => (
        <span className="t2">
          {dayKey(row.updatedAt, zone) === dayKey(now, zone)
            ? formatTime(row.updatedAt, zone)
            : withoutDay(formatDate(row.updatedAt, zone, now))}
        </span>
      )),
    }),
  ]);
}

function ServiceList({ names }: { readonly names: readonly string[] }) {
  const [first, second, ...rest] = names;
  const shown = [first, second].filter(Boolean).join(', ');
  return (
    <span className="t2" title={names.join(', ')}>
      {rest.length > 0 ? `${first} and ${names.length - 1} more` : shown || <span className="t3">none</span>}
    </span>
  );
}

/** What a reader should not overlook, one thing at most: the shape and its word. */
function Attention({ row }: { readonly row: ChangeRow }) {
  if (row.onHold) {
    return (
      <Chip state="blocked" bare>
        On hold
      </Chip>
    );
  }
  if (row.state === 'Implement') {
    return (
      <Chip state="running" bare>
        Deploying
      </Chip>
    );
  }
  if (row.closeCode === 'backed out' || row.closeCode === 'unsuccessful') {
    return (
      <Chip state="failed" bare>
        {capital(row.closeCode)}
      </Chip>
    );
  }
  if (row.closeCode === 'successful with issues') {
    return (
      <Chip state="workaround" bare>
        With issues
      </Chip>
    );
  }
  return <span className="t3">none</span>;
}

/** A date of another year needs its year more than its weekday. */
function withoutDay(date: string): string {
  return / \d{4}\b/.test(date) ? date.replace(/^\w+ /, '') : date;
}
