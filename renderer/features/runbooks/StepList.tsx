import { useEffect, useRef } from 'react';
import { formatClock, formatTime } from '#renderer/lib/format.ts';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { StepId } from '#shared/domain/ids.ts';
import { driftWords } from '#shared/domain/run-plan.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { minutesText } from '#shared/domain/wording.ts';
import { type RunModel, type StepLine, shortTitle } from './runModel.ts';
import css from './StepList.module.css';
import { stateWord } from './wording.ts';

/** The whole run at a glance: every step by section with its state and its time. */
export function StepList(props: {
  readonly model: RunModel;
  readonly selected: StepLine | undefined;
  readonly choose: (id: StepId) => void;
}) {
  const { model, selected, choose } = props;
  const list = useRef<HTMLElement>(null);
  const id = selected?.step.id;
  useEffect(() => {
    if (id) list.current?.querySelector(`[data-step="${id}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [id]);
  return (
    <nav ref={list} className={css.list} aria-label="Steps">
      {model.sections.map((section) => (
        <section key={section.section} aria-label={section.section}>
          <h2>
            <span>{section.section}</span>
            <span>
              {section.done} of {section.total}
            </span>
          </h2>
          <ul>
            {section.lines.map((line) => (
              <li key={line.step.id}>
                <button
                  type="button"
                  className={css.row}
                  data-step={line.step.id}
                  data-running={line.state === 'in progress' || undefined}
                  data-waiting={line.state === 'pending' || undefined}
                  aria-current={line.step.id === id ? 'step' : undefined}
                  onClick={() => choose(line.step.id)}
                >
                  <StateGlyph
                    state={line.lateMinutes > 0 && line.readySince !== null ? 'late' : line.glyph}
                    label={stateWord[line.state]}
                  />
                  <span className={css.number}>{line.step.number}</span>
                  <span className="cut" title={line.step.title}>
                    {shortTitle(line.step)}
                  </span>
                  <span className={css.time} title={baselineTitle(line, model)}>
                    {stepTime(line, model)}
                    <Drift line={line} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

/** Elapsed while it runs, minutes when late, its end once done, else when it is expected to start. */
function stepTime(line: StepLine, { view }: RunModel): string {
  if (line.runsFor !== null) return formatClock(line.runsFor);
  if (line.readySince !== null && line.lateMinutes > 0) return `+${minutesText(line.lateMinutes)}`;
  const at = line.record.endedAt ?? line.forecast?.startsAt;
  if (line.step.section === 'Back-out' && line.record.ticked === 'none') return '';
  return at === undefined ? '' : formatTime(at, view.zone);
}

function driftOf({ step, forecast, record, counted }: StepLine): number {
  const end = record.endedAt ?? forecast?.endsAt;
  if (!counted || step.baselineEndAt === null || end === undefined) return 0;
  return Math.round((end - step.baselineEndAt) / MINUTE);
}

/** A small mark beside the time of a step that ends elsewhere than its baseline. */
function Drift({ line }: { readonly line: StepLine }) {
  const drift = driftOf(line);
  if (drift === 0) return null;
  return (
    <sup className={css.drift}>
      <span aria-hidden="true">{drift < 0 ? `−${-drift}` : `+${drift}`}</span>
      <span className="sr">, {driftWords(drift)}</span>
    </sup>
  );
}

/** Baseline and forecast of a step, in words. */
function baselineTitle({ step, forecast }: StepLine, { view }: RunModel): string | undefined {
  const { baselineStartAt, baselineEndAt } = step;
  if (baselineStartAt === null || baselineEndAt === null || !forecast) return undefined;
  const time = (at: number) => formatTime(at, view.zone);
  return `Baseline ${time(baselineStartAt)}–${time(baselineEndAt)}, forecast ${time(forecast.startsAt)}–${time(forecast.endsAt)}`;
}
