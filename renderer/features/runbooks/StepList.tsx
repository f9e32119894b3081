import { memo, useEffect, useRef } from 'react';
import { formatClock, formatTime } from '#renderer/lib/format.ts';
import { type GlyphState, StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Step, StepState } from '#shared/contract/runbooks.ts';
import type { StepId } from '#shared/domain/ids.ts';
import { driftWords } from '#shared/domain/runs/run-plan.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { minutesText } from '#shared/domain/wording.ts';
import { type RunModel, type StepLine, shortTitle } from './runModel.ts';
import css from './StepList.module.css';
import { useStable } from './useStable.ts';
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
  const stable = useStable(choose);
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
              <Row key={line.step.id} {...rowOf(line, model)} current={line.step.id === id} choose={stable} />
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

type RowProps = {
  readonly step: Step;
  readonly state: StepState;
  readonly glyph: GlyphState;
  /** How long it is under way or late; empty when its minute is shown. */
  readonly lasts: string;
  /** Minute at which it ended or is expected to start, ms UTC; null when it has none. */
  readonly at: number | null;
  /** Minutes from which until when it is expected, ms UTC. */
  readonly from: number | null;
  readonly until: number | null;
  readonly drift: number;
  readonly zone: string;
};

/** What a row says, in values that stay the same from one second to the next. */
function rowOf(line: StepLine, { view }: RunModel): RowProps {
  const { forecast, record, step } = line;
  const hasTime = step.section !== 'Back-out' || record.ticked !== 'none';
  return {
    step,
    state: line.state,
    glyph: line.lateMinutes > 0 && line.readySince !== null ? 'late' : line.glyph,
    lasts: lastsOf(line),
    at: hasTime ? minuteOf(record.endedAt ?? forecast?.startsAt) : null,
    from: minuteOf(forecast?.startsAt),
    until: minuteOf(forecast?.endsAt),
    drift: driftOf(line),
    zone: view.zone,
  };
}

// The clock ticks every second, and a run may have hundreds of steps: only rows that say something else are drawn anew.
const Row = memo(function Row(
  props: RowProps & { readonly current: boolean; readonly choose: (id: StepId) => void },
) {
  const { step, state, lasts, at, zone } = props;
  return (
    <li>
      <button
        type="button"
        className={css.row}
        data-step={step.id}
        data-running={state === 'in progress' || undefined}
        data-waiting={state === 'pending' || undefined}
        aria-current={props.current ? 'step' : undefined}
        onClick={() => props.choose(step.id)}
      >
        <StateGlyph state={props.glyph} label={stateWord[state]} />
        <span className={css.number}>{step.number}</span>
        <span className="cut" title={step.title}>
          {shortTitle(step)}
        </span>
        <span className={css.time} title={baselineTitle(props)}>
          {lasts || (at !== null && formatTime(at, zone))}
          <Drift drift={props.drift} />
        </span>
      </button>
    </li>
  );
});

/** Elapsed while it runs, minutes when late; else its end once done or its expected start says more. */
function lastsOf(line: StepLine): string {
  if (line.runsFor !== null) return formatClock(line.runsFor);
  return line.readySince !== null && line.lateMinutes > 0 ? `+${minutesText(line.lateMinutes)}` : '';
}

/** The minute an instant lies in, ms UTC: all that a row shows of it. Zones differ by whole minutes. */
function minuteOf(at: number | undefined): number | null {
  return at === undefined ? null : at - (at % MINUTE);
}

function driftOf({ step, forecast, record, counted }: StepLine): number {
  const end = record.endedAt ?? forecast?.endsAt;
  if (!counted || step.baselineEndAt === null || end === undefined) return 0;
  return Math.round((end - step.baselineEndAt) / MINUTE);
}

/** A small mark beside the time of a step that ends elsewhere than its baseline. */
function Drift({ drift }: { readonly drift: number }) {
  if (drift === 0) return null;
  return (
    <sup className={css.drift}>
      <span aria-hidden="true">{driftMark(drift)}</span>
      <span className="sr">, {driftWords(drift)}</span>
    </sup>
  );
}

/** `+12` minutes; beyond 99 in hours, for which there is room: `−61 h`. */
function driftMark(minutes: number): string {
  const far = Math.abs(minutes);
  return `${minutes < 0 ? '−' : '+'}${far < 100 ? far : `${Math.round(far / 60)} h`}`;
}

/** Baseline and forecast of a step, in words. */
function baselineTitle({ step, from, until, zone }: RowProps): string | undefined {
  const { baselineStartAt, baselineEndAt } = step;
  if (baselineStartAt === null || baselineEndAt === null || from === null || until === null) return undefined;
  const time = (at: number) => formatTime(at, zone);
  return `Baseline ${time(baselineStartAt)}–${time(baselineEndAt)}, forecast ${time(from)}–${time(until)}`;
}
