import type { ChangeType } from '#shared/contract/changes.ts';
import type { ApprovalProgress } from '#shared/contract/standing.ts';
import css from './cells.module.css';

/** One dot for each approval that is asked, filled when it was given, and the numbers in words. */
export function ApprovalDots(props: {
  readonly of: ApprovalProgress | null | undefined;
  readonly type: ChangeType;
}) {
  const { of: progress, type } = props;
  if (progress === undefined) return <span className={css.skeleton} />;
  if (progress === null || progress.needed === 0)
    return type === 'standard' ? (
      <span className="t2">pre-approved</span>
    ) : (
      <span className="t3">none asked</span>
    );
  const stages = progress.stages.slice(0, 6);
  return (
    <span
      className={css.approvals}
      title={progress.stages.map(({ name, state }) => `${name}: ${state}`).join(', ')}
    >
      <i aria-hidden="true" className={css.dots}>
        {stages.map(({ name, state }) => (
          <b key={name} className={state === 'approved' ? css.given : undefined} />
        ))}
      </i>
      {progress.given} of {progress.needed}
    </span>
  );
}
