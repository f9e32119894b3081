import { useWorkspace } from '#renderer/features/workspace/useWorkspace.ts';
import { formatTime } from '#renderer/lib/format.ts';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { RunModel } from './runModel.ts';
import css from './StepCentre.module.css';
import type { StepActs } from './StepCentre.tsx';

/** Tells the operator that steps of theirs can begin; nothing while the run is suspended or they have none. */
export function YouAreNext({ model, choose }: Pick<StepActs, 'choose'> & { readonly model: RunModel }) {
  const { operatorId } = useWorkspace();
  const mine = model.lines.filter(
    ({ step, readySince, heldUntil, counted }) =>
      counted && step.ownerId === operatorId && readySince !== null && heldUntil === null,
  );
  const shown = model.suspended === null && operatorId !== null ? mine : [];
  return (
    <div role="status" aria-label="You are next">
      {shown.map(({ step, readySince }) => (
        <button key={step.id} type="button" className={css.mine} onClick={() => choose(step.id)}>
          <StateGlyph state="ready" />
          <b>You are next:</b> step {step.number}, {step.title}; ready since{' '}
          {formatTime(readySince ?? model.now, model.view.zone)}
        </button>
      ))}
    </div>
  );
}
