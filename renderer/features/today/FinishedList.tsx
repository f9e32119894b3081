import { Link } from '@tanstack/react-router';
import { formatDateTime } from '#renderer/lib/format.ts';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Today } from '#shared/contract/today.ts';
import { closeGlyph } from './closeGlyph.ts';
import css from './Today.module.css';

/** Changes that came to an end lately, with how. */
export function FinishedList(props: {
  readonly finished: Today['finished'];
  readonly zone: string;
  readonly now: number;
}) {
  return (
    <ul>
      {props.finished.map((change) => (
        <li key={change.id} className={css.run}>
          <StateGlyph state={closeGlyph(change.closeCode)} />
          <Link to="/change/$key" params={{ key: change.ref }} className={css.finished}>
            {change.title}
          </Link>
          <span className="ref t2">{change.ref}</span>
          <span className="t2">
            {change.state.toLowerCase()}
            {change.closeCode ? `: ${change.closeCode}` : ''}
          </span>
          <span className={css.when}>{formatDateTime(change.updatedAt, props.zone, props.now)}</span>
        </li>
      ))}
    </ul>
  );
}
