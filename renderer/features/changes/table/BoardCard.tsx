import type { Names } from '#renderer/features/changes/names.ts';
import { formatDateTime } from '#renderer/lib/format.ts';
import { RiskBars } from '#renderer/ui/LifePips.tsx';
import { PersonTag } from '#renderer/ui/PersonTag.tsx';
import type { ChangeRow } from '#shared/contract/changes.ts';
import { ApprovalDots } from './ApprovalDots.tsx';
import css from './board.module.css';
import { AttentionMark, withoutDay } from './cells.tsx';
import type { RowExtras } from './useRowExtras.ts';

/** A change on the board. Enter or a click opens it; it can be carried to another state. */
export function BoardCard(props: {
  readonly row: ChangeRow;
  readonly extras: RowExtras;
  readonly place: string;
  readonly names: Names;
  readonly zone: string;
  readonly now: number;
  readonly onOpen: (row: ChangeRow) => void;
  readonly onCarry: (row: ChangeRow | null) => void;
}) {
  const { row, extras, zone, now } = props;
  const assignee = props.names.personName(row.assigneeId);
  return (
    <button
      type="button"
      draggable
      className={css.card}
      data-card={props.place}
      onClick={() => props.onOpen(row)}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', row.ref);
        event.dataTransfer.effectAllowed = 'move';
        props.onCarry(row);
      }}
      onDragEnd={() => props.onCarry(null)}
    >
      <span className={css.line}>
        <span className="ref t2">{row.ref}</span>
        <RiskBars level={row.riskLevel} />
      </span>
      <span className={css.title} dir="auto">
        {row.title || 'Without a title'}
      </span>
      <span className={css.line}>
        <span className="t2">
          {row.plannedStart ? withoutDay(formatDateTime(row.plannedStart.at, zone, now)) : 'not planned'}
        </span>
        {assignee ? <PersonTag name={assignee} short /> : <span className="t3">nobody</span>}
      </span>
      <span className={css.line}>
        {extras.approvals && <ApprovalDots of={extras.approvals} type={row.type} />}
        {extras.attention && <AttentionMark of={extras.attention} zone={zone} now={now} />}
      </span>
    </button>
  );
}
