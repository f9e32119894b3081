import { IconButton } from '#renderer/ui/Button.tsx';
import { classNames } from '#renderer/ui/classNames.ts';
import { PersonTag } from '#renderer/ui/PersonTag.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { RunPlan } from '#shared/contract/planning.ts';
import type { Step } from '#shared/contract/runbooks.ts';
import type { PlannedRun } from '#shared/domain/runs/run-plan.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { minutesText, signedMinutes } from '#shared/domain/wording.ts';
import css from './PlanCentre.module.css';
import { clockText } from './RunGauge.tsx';
import type { StepLine } from './runModel.ts';
import type { StepActs } from './StepCentre.tsx';
import { nobody } from './wording.ts';

/** Every step with its owner and its planned times, in the order of the run. */
export function PlanTable(
  props: StepActs & {
    readonly planned: PlannedRun;
    readonly doubleBookings: RunPlan['doubleBookings'];
    readonly edit: (line: StepLine) => void;
  },
) {
  const { model, selected, choose, open } = props;
  const { run, zone } = model.view;
  const time = (at: number | undefined) => (at === undefined ? '' : clockText(at, run.plannedStartAt, zone));
  const twice = new Set(props.doubleBookings.flatMap(({ first, second }) => [first.stepId, second.stepId]));
  return (
    <table className={css.table}>
      <caption className="sr">Planned steps</caption>
      <thead>
        <tr>
          <th scope="col">No.</th>
          <th scope="col">Step</th>
          <th scope="col">Owner</th>
          <th scope="col">Start</th>
          <th scope="col">End</th>
          <th scope="col">Takes</th>
          <th scope="col">
            <span className="sr">Change</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {model.lines.map((line) => {
          const { step, owner } = line;
          const span = line.counted ? props.planned.steps.get(step.id) : undefined;
          return (
            <tr
              key={step.id}
              data-selected={step.id === selected?.step.id || undefined}
              data-critical={span?.critical || undefined}
            >
              <td>{step.number}</td>
              <td>
                <button type="button" className={css.title} onClick={() => choose(step.id)}>
                  {step.title}
                </button>
                {span?.critical && <span className="sr"> on the critical path</span>}
              </td>
              <td>
                <button
                  type="button"
                  className={classNames(css.owner, owner === null && 't3')}
                  aria-label={`Owner of step ${step.number}: ${owner?.name ?? nobody}`}
                  onClick={() => open({ kind: 'assign', line })}
                >
                  {twice.has(step.id) && <StateGlyph state="amber" label="Booked twice" size={12} />}
                  {owner ? <PersonTag name={owner.name} /> : step.ownerRole || nobody}
                </button>
              </td>
              <td>{time(span?.startsAt)}</td>
              <td>
                {time(span?.endsAt)} <Drift step={step} endsAt={span?.endsAt} />
              </td>
              <td>{line.counted ? minutesText(step.plannedMinutes) : 'when decided'}</td>
              <td>
                <IconButton
                  icon="edit"
                  label={`Change step ${step.number}`}
                  onClick={() => props.edit(line)}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Minutes by which a step is planned to end after its baseline, where it does. */
function Drift({ step, endsAt }: { readonly step: Step; readonly endsAt: number | undefined }) {
  if (step.baselineEndAt === null || endsAt === undefined) return null;
  const minutes = Math.round((endsAt - step.baselineEndAt) / MINUTE);
  return minutes === 0 ? null : <span className="t2">{signedMinutes(minutes)}</span>;
}
