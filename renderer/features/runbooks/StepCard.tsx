import { useNow } from '#renderer/lib/clock.ts';
import { useConnection } from '#renderer/lib/connection.ts';
import { formatClock, formatTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { PersonTag } from '#renderer/ui/PersonTag.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { StepEventKind } from '#shared/contract/run-records.ts';
import { allowedEvents } from '#shared/domain/runs/runbooks.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { minutesText } from '#shared/domain/wording.ts';
import { AttemptBlock } from './AttemptBlock.tsx';
import { AutomationButtons } from './AutomationButtons.tsx';
import { EvidenceBlock } from './EvidenceBlock.tsx';
import { OwnerReach } from './OwnerReach.tsx';
import type { RunModel, StepLine } from './runModel.ts';
import css from './StepCard.module.css';
import type { StepActs } from './StepCentre.tsx';
import { StepNotes } from './StepNotes.tsx';
import { dropTick, type PendingTick, retryTick, useTicks } from './tickStore.ts';
import { type StepAttempts, useAttempts } from './useAttempts.ts';
import { automationWord, eventKey, eventPast, eventVerb, nobody, stateWord } from './wording.ts';

/** One step, large: who does it, how long it has run, how to do it, and its keys on its buttons. */
export function StepCard(props: StepActs & { readonly line: StepLine }) {
  const { line, model, selected, choose, open } = props;
  const { step } = line;
  const pending = useTicks((store) => store.ticks.find((tick) => tick.stepId === step.id));
  const isSelected = selected?.step.id === step.id;
  const attempts = useAttempts(model, step);
  const { last } = attempts;
  return (
    <article
      className={css.card}
      data-selected={isSelected || undefined}
      data-testid={`step-${step.number}`}
      aria-label={`Step ${step.number}: ${step.title}`}
      onPointerDown={() => choose(step.id)}
      onFocus={() => choose(step.id)}
    >
      <span className={css.number}>{step.number}</span>
      <div className={css.main}>
        <h3>
          <StateGlyph state={line.glyph} label={stateWord[line.state]} />
          {step.title}
        </h3>
        <div className={css.meta}>
          <button type="button" className={css.owner} onClick={() => open({ kind: 'assign', line })}>
            {line.owner ? <PersonTag name={line.owner.name} /> : nobody}
          </button>
          <OwnerReach model={model} owner={line.owner} />
          {step.ownerRole && <span>{step.ownerRole}</span>}
          {step.kind !== 'manual' && <span>{step.kind}</span>}
          {step.automation && (
            <button type="button" className={css.owner} onClick={() => open({ kind: 'automation', line })}>
              {automationWord(step.automation)}
            </button>
          )}
          {step.undo === 'irreversible' && <span className={css.moves}>cannot be undone</span>}
        </div>
        {step.instructions && <Instructions text={step.instructions} />}
        {step.onFailure && line.state === 'failed' && (
          <p>
            <b>If it fails:</b> {step.onFailure}
          </p>
        )}
        {line.comment && line.state !== 'ready' && <p className={css.comment}>“{line.comment}”</p>}
        <EvidenceBlock model={model} step={step} />
        <StepNotes model={model} step={step} />
        {last && (
          <AttemptBlock
            model={model}
            attempt={last}
            showOutput={() => open({ kind: 'output', line, attemptId: last.id })}
          />
        )}
        <Refusal error={attempts.error} />
      </div>
      <Elapsed line={line} model={model} />
      <div className={css.doing}>
        {pending?.failure ? (
          <NotRecorded tick={pending} />
        ) : (
          <Actions {...props} pending={pending ?? null} isSelected={isSelected} attempts={attempts} />
        )}
      </div>
    </article>
  );
}

function Actions(
  props: StepActs & {
    readonly line: StepLine;
    readonly pending: PendingTick | null;
    readonly isSelected: boolean;
    readonly attempts: StepAttempts;
  },
) {
  const { line, model, pending, tick, note, open, attempts } = props;
  const connection = useConnection();
  if (model.phase !== 'running') return null;
  const allowed = allowedEvents(line.state);
  const failed = line.state === 'failed';
  const often = allowed.filter(
    (kind) =>
      (kind !== 'clear' || failed) &&
      !(kind === 'finish' && line.state === 'ready') &&
      !(line.heldUntil !== null && (kind === 'start' || kind === 'workaround')),
  );
  const byItself = line.step.automation !== null && line.state === 'ready';
  const mayClear = allowed.includes('clear') && !failed;
  // Keys act on the selected step, so only its buttons carry them.
  const keyOf = (keyCap: string) => (props.isSelected ? { keyCap } : {});
  return (
    <>
      <div className={css.actions}>
        {pending && <Writing tick={pending} down={connection.status !== 'connected'} />}
        {!pending && <AutomationButtons line={line} attempts={attempts} isSelected={props.isSelected} />}
        {!pending &&
          attempts.running === null &&
          often.map((kind) => (
            <Button
              key={kind}
              variant={(kind === 'start' || kind === 'finish') && !byItself ? 'primary' : 'default'}
              {...keyOf(eventKey[kind])}
              onClick={() => tick(line, kind)}
            >
              {byItself && kind === 'start' ? 'Start by hand' : buttonWord(kind)}
            </Button>
          ))}
        {failed && !pending && (
          <Button
            variant="primary"
            {...keyOf('Space')}
            onClick={() => open({ kind: 'failure', stepId: line.step.id })}
          >
            What now
          </Button>
        )}
        {failed && model.view.run.backsOutId === null && !pending && (
          <Button variant="backout" keyCap="b" onClick={() => open({ kind: 'back out' })}>
            Back out
          </Button>
        )}
        <Button {...keyOf('n')} onClick={() => note(line)}>
          Note
        </Button>
        <Button {...keyOf('e')} onClick={() => open({ kind: 'evidence', line })}>
          Evidence
        </Button>
        <Button {...keyOf('i')} onClick={() => open({ kind: 'issue' })}>
          Issue
        </Button>
      </div>
      {props.isSelected && !pending && attempts.running === null && allowed.length > 0 && (
        <div className={css.seldom}>
          <Button
            variant="quiet"
            size="small"
            keyCap="t"
            onClick={() => open({ kind: 'tick', line, event: null })}
          >
            Other time or person
          </Button>
          {mayClear && (
            <Button variant="quiet" size="small" keyCap="c" onClick={() => tick(line, 'clear')}>
              Take back
            </Button>
          )}
          <Button variant="quiet" size="small" keyCap="a" onClick={() => open({ kind: 'assign', line })}>
            Owner
          </Button>
          {line.step.kind !== 'gate' && (
            <Button variant="quiet" size="small" onClick={() => open({ kind: 'automation', line })}>
              Automation
            </Button>
          )}
        </div>
      )}
    </>
  );
}

/** What the button says. */
function buttonWord(kind: StepEventKind): string {
  if (kind === 'workaround') return 'Workaround';
  return eventVerb[kind];
}

/** Until the answer is there the button says so; nothing is shown as done before it is on disk. */
function Writing({ tick, down }: { readonly tick: PendingTick; readonly down: boolean }) {
  const now = useNow();
  const waiting = down && now - tick.pressedAt > 1000;
  return (
    <Button variant="primary" aria-disabled="true" aria-live="polite">
      {waiting
        ? `Waiting for the connection, “${eventPast[tick.kind]}” is not recorded`
        : `Writing “${eventPast[tick.kind]}”`}
    </Button>
  );
}

function NotRecorded({ tick }: { readonly tick: PendingTick }) {
  return (
    <div className={css.failure} role="alert">
      <p>
        <StateGlyph state="failed" /> <b>Not recorded: “{eventPast[tick.kind]}”.</b> {tick.failure}
      </p>
      <div className={css.actions}>
        <Button variant="primary" onClick={() => void retryTick(tick)}>
          Retry
        </Button>
        <Button onClick={() => dropTick(tick.eventId)}>Do not record</Button>
      </div>
    </div>
  );
}

function Elapsed({ line, model }: { readonly line: StepLine; readonly model: RunModel }) {
  const { step, record, runsFor, forecast } = line;
  const time = (at: number) => formatTime(at, model.view.zone);
  if (step.kind === 'wait' && runsFor !== null) {
    return <Waiting until={model.now - runsFor + step.plannedMinutes * MINUTE} model={model} />;
  }
  if (runsFor !== null) {
    return (
      <div className={css.elapsed} data-late={line.lateMinutes > 0 || undefined}>
        {formatClock(runsFor)}
        <small>
          of {minutesText(step.plannedMinutes)}
          {line.lateMinutes > 0
            ? `, ${minutesText(line.lateMinutes)} over`
            : forecast && `, ends ${time(forecast.endsAt)}`}
        </small>
      </div>
    );
  }
  if (record.endedAt !== null) {
    return (
      <div className={css.elapsed}>
        {time(record.endedAt)}
        <small>{stateWord[line.state].toLowerCase()}</small>
      </div>
    );
  }
  if (!forecast) return null;
  const late = line.readySince !== null && line.lateMinutes > 0;
  return (
    <div className={css.elapsed} data-late={late || undefined}>
      {late ? `+${minutesText(line.lateMinutes)}` : time(forecast.startsAt)}
      <small>
        {late
          ? `could have started ${time(line.readySince ?? 0)}`
          : `${line.heldUntil === null ? '' : 'not before, '}planned ${minutesText(step.plannedMinutes)}`}
      </small>
    </div>
  );
}

/** What is left of a wait, from its instants: a computer that slept in between shows the same. A person says that it is over. */
function Waiting({ until, model }: { readonly until: number; readonly model: RunModel }) {
  const left = until - model.now;
  const at = formatTime(until, model.view.zone);
  return (
    <div className={css.elapsed} data-late={left <= -MINUTE || undefined} role="timer">
      {left > 0 ? formatClock(left) : 'Over'}
      <small>{left > 0 ? `left, until ${at}` : `since ${at}; finish it`}</small>
    </div>
  );
}

/** Instructions as lines; list marks of Markdown become bullets. */
function Instructions({ text }: { readonly text: string }) {
  const lines = text
    .split('\n')
    .map((line, index) => ({ key: `${index}`, line, item: ITEM.exec(line)?.[1] }))
    .filter(({ line }) => line.trim() !== '');
  return (
    <ul className={css.instructions}>
      {lines.map(({ key, line, item }) => (
        <li key={key} data-item={item === undefined ? undefined : true}>
          {item ?? line}
        </li>
      ))}
    </ul>
  );
}

const ITEM = /^\s*(?:[-*]|\d+[.)])\s+(?:\[.\]\s+)?(.*)$/;
