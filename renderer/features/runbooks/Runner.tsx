import { useRef, useState } from 'react';
import type { StepEventKind } from '#shared/contract/run-records.ts';
import type { StepId } from '#shared/domain/ids.ts';
import { allowedEvents, finishedStates, needsComment } from '#shared/domain/runs/runbooks.ts';
import { DeadlineCount } from './DeadlineCount.tsx';
import { GanttStrip } from './GanttStrip.tsx';
import { LogLine } from './LogLine.tsx';
import { PlanCentre } from './PlanCentre.tsx';
import { type RunDialog, RunDialogs } from './RunDialogs.tsx';
import { RunGauge } from './RunGauge.tsx';
import { RunHeader } from './RunHeader.tsx';
import css from './Runner.module.css';
import { RunSide } from './RunSide.tsx';
import type { RunModel, StepLine } from './runModel.ts';
import { StepCentre } from './StepCentre.tsx';
import { StepList } from './StepList.tsx';
import { sendTick } from './tickStore.ts';
import { useRunnerKeys } from './useRunnerKeys.ts';

/** The screen of the person who runs the window: gauge above, steps left and centre, what the room said on the right. */
export function Runner({ model }: { readonly model: RunModel }) {
  const [chosen, setChosen] = useState<{ readonly id: StepId; readonly wasOver: boolean } | null>(null);
  const [dialog, setDialog] = useState<RunDialog | null>(null);
  const [about, setAbout] = useState<StepId | null>(null);
  const [planned] = useState(model.phase === 'not started');
  const logLine = useRef<HTMLInputElement>(null);
  const runId = model.view.run.id;
  const lineOf = (id: StepId | undefined) => model.lines.find(({ step }) => step.id === id);
  const choose = (id: StepId) => {
    const wasOver = isOver(lineOf(id));
    setChosen((now) => (now?.id === id && now.wasOver === wasOver ? now : { id, wasOver }));
  };
  // What was chosen stays so while it runs; once it is over, the next one to do is.
  const chosenLine = lineOf(chosen?.id);
  const selected = chosenLine && (chosen?.wasOver || !isOver(chosenLine)) ? chosenLine : firstToDo(model);

  const tick = (line: StepLine, kind: StepEventKind) => {
    if (held) return open({ kind: 'take over' });
    if (model.phase !== 'running' || !allowedEvents(line.state).includes(kind)) return;
    if (needsComment(kind) || kind === 'clear') setDialog({ kind: 'tick', line, event: kind });
    else {
      choose(line.step.id);
      void sendTick({ runId, stepId: line.step.id, kind });
    }
  };
  const note = (line: StepLine | undefined) => {
    const input = logLine.current;
    if (!input) return;
    input.focus();
    // What stands there already stays about what it was begun for.
    if (input.value === '') setAbout(line?.step.id ?? null);
  };
  const held = model.heldElsewhere !== null;
  // A run that another device holds is looked at; whatever would change it asks first whether to take it over.
  const open = (next: RunDialog) => setDialog(held && next.kind !== 'output' ? { kind: 'take over' } : next);
  useRunnerKeys({ model, selected, choose, tick, note, open });

  const acts = { model, selected, choose, tick, note, open };

  return (
    <div className={css.run}>
      <RunHeader model={model} open={open} />
      <div className={css.time}>
        <DeadlineCount model={model} />
        <RunGauge
          model={model}
          below={(percent, widthEm) => (
            <GanttStrip model={model} percent={percent} widthEm={widthEm} choose={choose} />
          )}
        />
      </div>
      <div className={css.body}>
        <StepList model={model} selected={selected} choose={choose} />
        <fieldset className={css.acts} disabled={held}>
          {model.phase === 'not started' ? (
            <PlanCentre {...acts} />
          ) : (
            <StepCentre {...acts} takesFocus={planned} />
          )}
          <RunSide model={model} choose={choose} open={open} />
        </fieldset>
      </div>
      <fieldset className={css.acts} disabled={held}>
        <LogLine
          ref={logLine}
          model={model}
          about={lineOf(about ?? undefined)?.step}
          release={() => setAbout(null)}
          open={open}
        />
      </fieldset>
      {dialog && <RunDialogs model={model} dialog={dialog} close={() => setDialog(null)} open={open} />}
    </div>
  );
}

function isOver(line: StepLine | undefined): boolean {
  return line !== undefined && finishedStates.includes(line.state);
}

function firstToDo(model: RunModel): StepLine | undefined {
  return model.running[0] ?? model.failed[0] ?? model.late[0] ?? model.next[0];
}
