import type { ChangeRow, ChangeState } from '#shared/contract/changes.ts';
import {
  allChangeStates,
  isOpen,
  mayTransition,
  nextStates,
  type Verdict,
} from '#shared/domain/changes/changes.ts';

/** The columns of the board: the way of a change. What was cancelled left it. */
export const BOARD_STATES: readonly ChangeState[] = allChangeStates.filter((state) => state !== 'Cancelled');

/** Whether a card may be let go over a state, and if not, the rule's sentence. What the move asks for besides is asked in its dialog. */
export function mayDrop(row: ChangeRow, to: ChangeState): Verdict {
  if (isOpen(row.state) && nextStates(row).includes(to)) return { ok: true };
  const unknown = { description: '', justification: '', changeAuthority: '' };
  return mayTransition({ ...row, ...unknown }, to);
}
