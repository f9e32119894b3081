import type { ChangeType } from '#shared/contract/changes.ts';
import type { ApprovalProgress } from '#shared/contract/standing.ts';
import { progressWords } from '#shared/domain/changes/change-columns.ts';
import css from './cells.module.css';

/** One dot for each approval that is asked, filled when it was given, and the numbers in words. */
export function ApprovalDots(props: {
  readonly of: ApprovalProgress | null | undefined;
  readonly type: ChangeType;
}) {
  const { of: progress, type } = props;
  if (progress === undefined) return <span className={css.skeleton} />;
  const words = progressWords(progress, type);
  if (progress === null || progress.needed === 0)
    return <span className={type === 'standard' ? 't2' : 't3'}>{words}</span>;
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
      {words}
    </span>
  );
}
