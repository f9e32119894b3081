import { formatNumber } from '#renderer/lib/format.ts';
import { Button } from './Button.tsx';
import css from './ProgressPanel.module.css';

/** Long work: what is being done, how far it is, and the way to stop it. */
export function ProgressPanel(props: {
  readonly what: string;
  readonly done: number;
  /** null = not known yet. */
  readonly total: number | null;
  readonly onCancel?: (() => void) | undefined;
}) {
  const { what, done, total } = props;
  return (
    <div className={css.panel}>
      <div className={css.line}>
        <span role="status">{what}</span>
        <span className="t2">
          {total === null ? formatNumber(done) : `${formatNumber(done)} of ${formatNumber(total)}`}
        </span>
      </div>
      <progress
        className={css.bar}
        aria-label={what}
        {...(total === null ? {} : { max: Math.max(total, 1), value: Math.min(done, total) })}
      />
      {props.onCancel && (
        <div className={css.actions}>
          <Button size="small" onClick={props.onCancel}>
            Cancel
          </Button>
        </div>
      )}
    </div>
  );
}
