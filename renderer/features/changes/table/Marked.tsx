import type { Piece } from '#shared/contract/change-table.ts';
import css from './cells.module.css';

/** Text in which what was searched for is marked. Pieces are text and never markup. */
export function Marked({ pieces }: { readonly pieces: readonly Piece[] }) {
  let at = 0;
  return pieces.map(({ text, hit }) => {
    const key = at;
    at += text.length;
    return hit ? (
      <mark key={key} className={css.hit}>
        {text}
      </mark>
    ) : (
      <span key={key}>{text}</span>
    );
  });
}
