import { useRef, useState } from 'react';
import type { Names } from '#renderer/features/changes/names.ts';
import { type Moved, TransitionDialog } from '#renderer/features/changes/TransitionDialog.tsx';
import { client } from '#renderer/lib/client.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { useKeys } from '#renderer/lib/keyboard.ts';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import {
  type ChangeFilter,
  type ChangeRow,
  type ChangeState,
  changeFields,
} from '#shared/contract/changes.ts';
import { forwardState, missingFor } from '#shared/domain/changes/changes.ts';
import { BoardColumn } from './BoardColumn.tsx';
import css from './board.module.css';
import { BOARD_STATES, mayDrop } from './boardMoves.ts';
import { useChangeGroups } from './useChangeGroups.ts';

/** The changes of a filter by state: a card is carried, or moved by a key, to the state that comes next. */
export function ChangeBoard(props: {
  readonly filter: ChangeFilter;
  readonly names: Names;
  readonly zone: string;
  readonly onOpen: (row: ChangeRow) => void;
}) {
  const { filter, names, zone } = props;
  const groups = useChangeGroups(filter, 'state', names);
  const minute = useMinute();
  const board = useRef<HTMLDivElement>(null);
  const [carried, setCarried] = useState<ChangeRow | null>(null);
  const [over, setOver] = useState<ChangeState | null>(null);
  const [move, setMove] = useState<{
    readonly change: Moved;
    readonly to: ChangeState;
    readonly missing: readonly string[];
  } | null>(null);

  /** The same dialog as on the ticket, with what is still missing; a move out of order is a sentence. */
  const ask = async (row: ChangeRow, to: ChangeState) => {
    const verdict = mayDrop(row, to);
    if (!verdict.ok) return toastDone(verdict.reason);
    try {
      const change = await client.changes.get({ key: row.id });
      const missing = missingFor(change, to)
        .filter(({ field }) => field in changeFields.shape)
        .map(({ why }) => why);
      setMove({ change, to, missing });
    } catch (error) {
      toastError(`${row.ref} was not read`, error);
    }
  };
  const cardAt = (state: string, index: number) =>
    board.current?.querySelector<HTMLElement>(`[data-card="${state}:${index}"]`);
  const focused = () => {
    const card = document.activeElement?.closest<HTMLElement>('[data-card]');
    const [state, index] = card?.dataset.card?.split(':') ?? [];
    return state === undefined ? null : { state, index: Number(index) };
  };
  const go = (sideways: number, down: number) => () => {
    const from = focused();
    if (!from) return cardAt(firstFilled(groups) ?? 'New', 0)?.focus();
    if (down !== 0) return cardAt(from.state, Math.max(0, from.index + down))?.focus();
    let at = BOARD_STATES.indexOf(from.state as ChangeState) + sideways;
    for (; at >= 0 && at < BOARD_STATES.length; at += sideways) {
      const state = BOARD_STATES[at] ?? 'New';
      for (let index = from.index; index >= 0; index -= 1) {
        const card = cardAt(state, index);
        if (card) return card.focus();
      }
    }
  };
  const rows = useRef(new Map<string, ChangeRow>());
  const moveFocused = () => {
    const from = focused();
    const row = from ? rows.current.get(`${from.state}:${from.index}`) : undefined;
    if (!row) return;
    const to = forwardState(row);
    if (to === null) return toastDone(`${row.ref} is in ${row.state}: nothing follows.`);
    void ask(row, to);
  };
  useKeys('Board of changes', [
    { keys: 'ArrowDown', does: 'Next card', run: go(0, 1) },
    { keys: 'ArrowUp', does: 'Previous card', run: go(0, -1) },
    { keys: 'ArrowRight', does: 'Next state', run: go(1, 0) },
    { keys: 'ArrowLeft', does: 'State before', run: go(-1, 0) },
    { keys: 'm', does: 'Move the card to the next state', run: moveFocused },
    { keys: 'shift+ArrowRight', does: 'Move the card to the next state', run: moveFocused },
  ]);

  const verdict = carried && over ? mayDrop(carried, over) : null;
  return (
    <div className={css.board} ref={board}>
      <div className={css.columns}>
        {BOARD_STATES.map((state) => (
          <BoardColumn
            key={state}
            state={state}
            filter={filter}
            count={groups?.find(({ key }) => key === state)?.count ?? 0}
            names={names}
            zone={zone}
            now={minute}
            drop={carried === null ? null : mayDrop(carried, state).ok ? 'here' : 'barred'}
            onRow={(index, row) => rows.current.set(`${state}:${index}`, row)}
            onOpen={props.onOpen}
            onCarry={setCarried}
            onOver={setOver}
            onDrop={() => {
              if (carried && carried.state !== state) void ask(carried, state);
              setCarried(null);
              setOver(null);
            }}
          />
        ))}
      </div>
      <p className={css.verdict} role="status">
        {carried === null
          ? 'Carry a card to the next state, or press M on it.'
          : verdict === null || verdict.ok
            ? `${carried.ref} can move to ${forwardState(carried) ?? 'no further state'}.`
            : verdict.reason}
      </p>
      {move && (
        <TransitionDialog
          changes={[move.change]}
          to={move.to}
          missing={move.missing}
          onClose={() => setMove(null)}
          onMoved={(moved) => {
            const [change] = moved;
            if (change) toastDone(`${change.ref} moved to ${change.state}`);
          }}
        />
      )}
    </div>
  );
}

function firstFilled(groups: ReturnType<typeof useChangeGroups>): string | undefined {
  return BOARD_STATES.find((state) => groups?.some(({ key, count }) => key === state && count > 0));
}
