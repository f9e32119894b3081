import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Names } from '#renderer/features/changes/names.ts';
import { dayKey, expandDateTimes, formatDate, formatDateTime, formatTime } from '#renderer/lib/format.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { LifePips, RiskBars } from '#renderer/ui/LifePips.tsx';
import type { Attention, TableColumn } from '#shared/contract/change-table.ts';
import type { ChangeRow } from '#shared/contract/changes.ts';
import { capital } from '#shared/domain/wording.ts';
import { ApprovalDots } from './ApprovalDots.tsx';
import css from './cells.module.css';
import { Marked } from './Marked.tsx';
import type { RowExtras } from './useRowExtras.ts';

/** What cells need beside their row: names and the home zone, because rows hold ids and instants. */
export type CellWorld = { readonly names: Names; readonly zone: string; readonly now: number };

/** What a row shows in a column. */
export function cellOf(
  column: TableColumn,
  row: ChangeRow,
  extras: RowExtras,
  { names, zone, now }: CellWorld,
): ReactNode {
  const more = row.more ?? {};
  const plain = (text: string | null | undefined) =>
    text ? (
      <span className="t2" title={text}>
        {text}
      </span>
    ) : (
      <None />
    );
  const time = (at: number | null | undefined, none = 'none') =>
    at === null || at === undefined ? (
      <span className="t3">{none}</span>
    ) : (
      withoutDay(formatDateTime(at, zone, now))
    );
  switch (column) {
    case 'ref':
      return <span className="ref t2">{row.ref}</span>;
    case 'title':
      return <Title row={row} extras={extras} />;
    case 'state':
      return <LifePips state={row.state} />;
    case 'type':
      return plain(capital(row.type));
    case 'risk':
      return <RiskBars level={row.riskLevel} score={row.riskScore} />;
    case 'services':
      return <NameList all={row.serviceIds.map(names.serviceName)} />;
    case 'plannedStart':
      return time(row.plannedStart?.at, 'not planned');
    case 'approvals':
      return <ApprovalDots of={extras.approvals} type={row.type} />;
    case 'attention':
      return <AttentionMark of={extras.attention} zone={zone} now={now} />;
    case 'release':
      return plain(names.releaseName(row.releaseId));
    case 'assignee':
      return plain(names.personName(row.assigneeId));
    case 'validator':
      return plain(names.personName(more.validatorId ?? null));
    case 'requester':
      return plain(names.personName(more.requesterId ?? null));
    case 'environments':
      return <NameList all={(more.environmentIds ?? []).map(names.environmentName)} />;
    case 'category':
      return plain(more.category);
    case 'origin':
      return plain(more.origin && capital(more.origin));
    case 'strategy':
      return plain(more.releaseStrategy && capital(more.releaseStrategy));
    case 'build':
      return plain(more.build?.version || more.build?.digest);
    case 'plannedEnd':
      return time(more.plannedEnd?.at, 'not planned');
    case 'outage':
      return plain(more.plannedOutageMinutes ? `${more.plannedOutageMinutes} min` : null);
    case 'actualStart':
      return time(more.actualStartAt);
    case 'actualEnd':
      return time(more.actualEndAt);
    case 'authority':
      return plain(more.changeAuthority);
    case 'closeCode':
      return plain(row.closeCode && capital(row.closeCode));
    case 'onHold':
      return plain(row.onHold ? 'On hold' : null);
    case 'unauthorised':
      return plain(more.unauthorised ? 'Unauthorised' : null);
    case 'workItems':
      return <NameList all={more.workItems ?? []} />;
    case 'externalRef':
      return plain(more.externalRef);
    case 'created':
      return <Day at={more.createdAt} zone={zone} now={now} />;
    case 'updated':
      return <Day at={row.updatedAt} zone={zone} now={now} />;
  }
}

function None() {
  return <span className="t3">none</span>;
}

function Title({ row, extras }: { readonly row: ChangeRow; readonly extras: RowExtras }) {
  const { found } = extras;
  return (
    <Link
      to="/change/$key"
      params={{ key: row.ref }}
      tabIndex={-1}
      className={css.title}
      dir="auto"
      title={row.title}
    >
      {found ? <Marked pieces={found.title} /> : row.title || 'Without a title'}
    </Link>
  );
}

function NameList({ all }: { readonly all: readonly string[] }) {
  const [first, second, ...rest] = all;
  const shown = [first, second].filter(Boolean).join(', ');
  if (shown === '') return <None />;
  return (
    <span className="t2" title={all.join(', ')}>
      {rest.length > 0 ? `${first} and ${all.length - 1} more` : shown}
    </span>
  );
}

/** What a reader should not overlook, one thing at most: the shape and its word, and why on demand. */
export function AttentionMark(props: {
  readonly of: Attention | null | undefined;
  readonly zone: string;
  readonly now: number;
}) {
  if (props.of === undefined) return <span className={css.skeleton} />;
  if (props.of === null) return <None />;
  return (
    <span title={expandDateTimes(props.of.why, props.zone, props.now)}>
      <Chip state={props.of.glyph} bare>
        {props.of.words}
      </Chip>
    </span>
  );
}

function Day({
  at,
  zone,
  now,
}: {
  readonly at: number | undefined;
  readonly zone: string;
  readonly now: number;
}) {
  if (at === undefined) return <None />;
  return (
    <span className="t2" title={formatDateTime(at, zone, now)}>
      {dayKey(at, zone) === dayKey(now, zone) ? formatTime(at, zone) : withoutDay(formatDate(at, zone, now))}
    </span>
  );
}

/** A date of another year needs its year more than its weekday. */
export function withoutDay(date: string): string {
  return / \d{4}\b/.test(date) ? date.replace(/^\w+ /, '') : date;
}
