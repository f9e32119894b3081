import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { Names } from '#renderer/features/changes/names.ts';
import { orpc } from '#renderer/lib/client.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import type { ChangeFilter, ChangeRow, ChangeState } from '#shared/contract/changes.ts';
import { BoardCard } from './BoardCard.tsx';
import css from './board.module.css';
import { topicsOf } from './search.ts';
import { useRowExtras } from './useRowExtras.ts';

const BLOCK = 50;
const CARD = 96;

/** One state of the board with its cards, of which only those in view are drawn. */
export function BoardColumn(props: {
  readonly state: ChangeState;
  readonly filter: ChangeFilter;
  readonly count: number;
  readonly names: Names;
  readonly zone: string;
  readonly now: number;
  /** Whether what is carried may be let go here; null while nothing is carried. */
  readonly drop: 'here' | 'barred' | null;
  readonly onRow: (index: number, row: ChangeRow) => void;
  readonly onOpen: (row: ChangeRow) => void;
  readonly onCarry: (row: ChangeRow | null) => void;
  readonly onOver: (state: ChangeState) => void;
  readonly onDrop: () => void;
}) {
  const { state, filter, count, drop } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD,
    overscan: 4,
    paddingStart: 4,
  });
  const items = virtual.getVirtualItems();
  const blocks = [...new Set(items.map(({ index }) => Math.floor(index / BLOCK)))].slice(0, 3);
  const pages = useQueries({
    queries: blocks.map((block) =>
      orpc.changes.page.queryOptions({
        input: {
          filter: { ...filter, group: { by: 'state', key: state } },
          sort: [{ by: 'plannedStart', descending: state === 'Closed' }],
          offset: block * BLOCK,
          limit: BLOCK,
        },
        meta: { topics: topicsOf(filter) },
        gcTime: 30_000,
      }),
    ),
  });
  const rowAt = (index: number) => {
    const at = blocks.indexOf(Math.floor(index / BLOCK));
    return at < 0 ? undefined : pages[at]?.data?.[index % BLOCK];
  };
  const extrasOf = useRowExtras(
    items.map(({ index }) => ({ index, id: rowAt(index)?.id })),
    { attention: true, approvals: true, text: '' },
  );
  return (
    <section
      className={css.column}
      data-drop={drop ?? undefined}
      aria-label={`${state}, ${count} ${count === 1 ? 'change' : 'changes'}`}
      onDragOver={(event) => {
        props.onOver(state);
        if (drop === 'here') event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        props.onDrop();
      }}
    >
      <h2>
        {state} <span className="t3">{formatNumber(count)}</span>
      </h2>
      <div ref={scroller} className={css.scroller}>
        <ul className={css.cards} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rowAt(index);
            if (row) props.onRow(index, row);
            return (
              <li key={index} style={{ transform: `translateY(${start}px)`, height: CARD }}>
                {row && (
                  <BoardCard
                    row={row}
                    extras={extrasOf(row.id)}
                    place={`${state}:${index}`}
                    names={props.names}
                    zone={props.zone}
                    now={props.now}
                    onOpen={props.onOpen}
                    onCarry={props.onCarry}
                  />
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}
