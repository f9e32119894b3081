import { memo, useEffect, useRef } from 'react';
import { formatTime } from '#renderer/lib/format.ts';
import { Keys } from '#renderer/ui/Key.tsx';
import { PersonTag } from '#renderer/ui/PersonTag.tsx';
import { type GlyphState, StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { StepEventKind } from '#shared/contract/run-records.ts';
import type { Step, StepState } from '#shared/contract/runbooks.ts';
import type { StepId } from '#shared/domain/ids.ts';
import { minutesText } from '#shared/domain/wording.ts';
import { AlertsBack } from './BeforeStart.tsx';
import type { RunDialog } from './RunDialogs.tsx';
import type { RunModel, StepLine } from './runModel.ts';
import { StepCard } from './StepCard.tsx';
import css from './StepCentre.module.css';
import { useStable } from './useStable.ts';
import { nobody, stateWord } from './wording.ts';
import { YouAreNext } from './YouAreNext.tsx';

/** Rows of a group that are drawn; the list beside it has them all. */
const SHOWN = 20;

export type StepActs = {
  readonly model: RunModel;
  readonly selected: StepLine | undefined;
  readonly choose: (id: StepId) => void;
  readonly tick: (line: StepLine, kind: StepEventKind) => void;
  readonly note: (line: StepLine) => void;
  readonly open: (dialog: RunDialog) => void;
};

/** What happens now, large, with its buttons; below it what waits and what comes. */
export function StepCentre(props: StepActs & { readonly takesFocus: boolean }) {
  const { model, selected, takesFocus } = props;
  const centre = useRef<HTMLElement>(null);
  // Started from its plan: the button that had the focus is gone, and the keys belong to the steps from now on.
  useEffect(() => {
    if (takesFocus) centre.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  const large = [...model.failed, ...model.running];
  const apart = selected && !large.includes(selected) ? selected : null;
  const rest = (lines: readonly StepLine[]) => lines.filter((line) => line !== apart);
  const late = rest(model.late);
  const next = rest(model.next);
  return (
    <section
      ref={centre}
      tabIndex={-1}
      className={css.centre}
      aria-label="Current steps"
      data-testid="current-steps"
    >
      <div className={css.head}>
        <h2>{headline(model, large.length)}</h2>
        <span className={css.hint}>
          <Keys keys="j" /> <Keys keys="k" /> move
        </span>
      </div>
      {model.phase === 'running' && <YouAreNext {...props} />}
      {large.map((line) => (
        <StepCard key={line.step.id} {...props} line={line} />
      ))}
      {apart && <StepCard key={apart.step.id} {...props} line={apart} />}
      {model.phase === 'ended' && <p className={css.none}>{endedSentence(model)}</p>}
      {model.phase === 'ended' && <AlertsBack model={model} />}
      {model.lines.length === 0 && <p className={css.none}>This run has no steps.</p>}
      <StepGroup title="Late" lines={late} {...props} />
      <StepGroup title="Next" lines={next} {...props} />
      <StepGroup title="Held by a failed step" lines={rest(model.blocked)} {...props} />
      {model.phase === 'running' && model.total > 0 && model.finished === model.total && (
        <p className={css.none}>
          All steps are finished. End run closes the run and writes its end into the log.
        </p>
      )}
    </section>
  );
}

function endedSentence(model: RunModel): string {
  const kinds = ['done', 'done with workaround', 'skipped', 'undone', 'failed'] as const;
  const counts = kinds.flatMap((state) => {
    const n = model.lines.filter((line) => line.state === state).length;
    return n === 0 ? [] : [`${n} ${state}`];
  });
  const open = model.total - model.finished - model.failed.length;
  if (open > 0) counts.push(`${open} not finished`);
  const { restoredAt } = model.view.run;
  const restored =
    restoredAt === null ? '' : `Service was restored at ${formatTime(restoredAt, model.view.zone)}. `;
  return `${restored}Steps: ${counts.join(', ')}. What was recorded stays as it is; notes and decisions can still be added.`;
}

function headline(model: RunModel, large: number): string {
  if (model.phase === 'ended') return 'The run has ended';
  if (large === 0) return 'Nothing is running';
  if (model.failed.length > 0) {
    const failed = `Failed, ${model.failed.length} ${model.failed.length === 1 ? 'step' : 'steps'}`;
    return model.running.length === 0 ? failed : `${failed}; running, ${model.running.length}`;
  }
  return `Now, ${large} ${large === 1 ? 'step' : 'steps'}`;
}

function StepGroup(props: StepActs & { readonly title: string; readonly lines: readonly StepLine[] }) {
  const { lines, title, model } = props;
  const choose = useStable(props.choose);
  if (lines.length === 0) return null;
  const late = title === 'Late';
  return (
    <section>
      <h2 className={css.group}>
        {title}, {lines.length} {lines.length === 1 ? 'step' : 'steps'}
      </h2>
      {lines.slice(0, SHOWN).map((line) => (
        <WaitingStep
          key={line.step.id}
          step={line.step}
          state={line.state}
          glyph={late ? 'late' : line.glyph}
          owner={line.owner?.name ?? null}
          moves={movesWords(line, model)}
          late={late}
          figure={late ? `+${minutesText(line.lateMinutes)}` : startsText(line, model)}
          choose={choose}
        />
      ))}
      {lines.length > SHOWN && (
        <p className={css.none}>{lines.length - SHOWN} more stand in the list of all steps.</p>
      )}
    </section>
  );
}

/** What starting the step does to the last moment to back out; empty for a step that is not the next to move it. */
function movesWords({ step }: StepLine, { phase, forecast, view }: RunModel): string {
  const after = phase === 'running' ? forecast.deadlineAfterNext : null;
  if (after?.stepId !== step.id) return '';
  return after.deadlineAt === null
    ? 'no return once it starts'
    : `moves back-out to ${formatTime(after.deadlineAt, view.zone)}`;
}

function startsText({ state, forecast }: StepLine, { view }: RunModel): string {
  return state === 'blocked' || !forecast ? '' : formatTime(forecast.startsAt, view.zone);
}

// As in the list: few of them say something else a second later.
const WaitingStep = memo(function WaitingStep(props: {
  readonly step: Step;
  readonly state: StepState;
  readonly glyph: GlyphState;
  readonly owner: string | null;
  readonly moves: string;
  readonly late: boolean;
  readonly figure: string;
  readonly choose: (id: StepId) => void;
}) {
  const { step } = props;
  return (
    <button type="button" className={css.row} onClick={() => props.choose(step.id)}>
      <span className={css.number}>{step.number}</span>
      <span className={css.title}>
        <StateGlyph state={props.glyph} label={stateWord[props.state]} />
        <span className="cut">{step.title}</span>
        {props.moves && <span className={css.moves}>{props.moves}</span>}
      </span>
      <span className={css.owner}>
        {props.owner === null ? (
          <span className="t3">{step.ownerRole || nobody}</span>
        ) : (
          <PersonTag name={props.owner} />
        )}
      </span>
      <span className={css.time} data-late={props.late || undefined}>
        {props.figure}
      </span>
    </button>
  );
});
