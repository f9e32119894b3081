import { memo } from 'react';
import { textWidth } from '#renderer/ui/gauge-labels.ts';
import type { GlyphState } from '#renderer/ui/StateGlyph.tsx';
import type { Step } from '#shared/contract/runbooks.ts';
import type { Section } from '#shared/contract/steps.ts';
import type { StepId } from '#shared/domain/ids.ts';
import css from './GanttStrip.module.css';
import { type Bar, barsOf, isCritical } from './ganttBars.ts';
import { type RunModel, shortTitle } from './runModel.ts';
import { useStable } from './useStable.ts';
import { stateWord } from './wording.ts';

const GROUPS: readonly { readonly name: string; readonly sections: readonly Section[] }[] = [
  { name: 'Before', sections: ['Pre-deployment'] },
  { name: 'Deployment', sections: ['Deployment'] },
  { name: 'Tests, close', sections: ['Smoke test', 'Validation', 'Post-deployment'] },
  { name: 'Back-out', sections: ['Back-out'] },
];
const LANE_PX = 19;

/** All steps at their hour, on the scale of the gauge above; the critical path is underlined. */
export function GanttStrip(props: {
  readonly model: RunModel;
  readonly percent: (at: number) => number;
  readonly widthEm: number;
  readonly choose: (id: StepId) => void;
}) {
  const { model, percent, widthEm } = props;
  const deadline = model.phase === 'running' ? model.forecast.backOutDeadlineAt : null;
  const stable = useStable(props.choose);
  return (
    <div className={css.strip} aria-hidden="true">
      {percent(model.now) >= 0 && (
        <div className={css.needle} style={{ left: `${percent(model.now).toFixed(3)}%` }} />
      )}
      {deadline !== null && (
        <div className={css.deadline} style={{ left: `${percent(deadline).toFixed(3)}%` }} />
      )}
      {GROUPS.map((group) => {
        const bars = barsOf(
          model.lines.filter((line) => line.counted && group.sections.includes(line.step.section)),
          percent,
        );
        if (bars.length === 0) return null;
        const lanes = Math.max(...bars.map((bar) => bar.lane)) + 1;
        return (
          <div key={group.name} className={css.group} style={{ height: lanes * LANE_PX }}>
            <span className={css.name}>{group.name}</span>
            {bars.flatMap((bar) => {
              const place = baselineOf(bar, percent);
              return place === null ? [] : [<BaselineMark key={bar.line.step.id} {...place} />];
            })}
            {bars.map((bar) => (
              <StepBar key={bar.line.step.id} {...barOf(bar, percent, widthEm)} choose={stable} />
            ))}
          </div>
        );
      })}
    </div>
  );
}

type Place = { readonly left: number; readonly width: number; readonly lane: number };

/** Where a span lies in tenths of a per cent, about a pixel: a forecast that slips by a second moves no bar. What happened before the scale begins is drawn at its edge. */
function placeOf(start: number, end: number, lane: number, percent: (at: number) => number): Place {
  const tenths = (at: number) => Math.max(0, Math.round(percent(at) * 10));
  const left = tenths(start);
  return { left: left / 10, width: Math.max(0, tenths(end) - left) / 10, lane };
}

function baselineOf({ line, last, lane }: Bar, percent: (at: number) => number): Place | null {
  const { baselineStartAt } = line.step;
  const { baselineEndAt } = last.step;
  return baselineStartAt === null || baselineEndAt === null
    ? null
    : placeOf(baselineStartAt, baselineEndAt, lane, percent);
}

type BarProps = Place & {
  readonly step: Step;
  readonly title: string;
  readonly glyph: GlyphState;
  readonly critical: boolean;
  readonly text: string;
};

function barOf(bar: Bar, percent: (at: number) => number, widthEm: number): BarProps {
  const { line, count } = bar;
  const { step } = line;
  const place = placeOf(bar.start, bar.end, bar.lane, percent);
  const room = (place.width / 100) * widthEm;
  const named = count === 1 ? `${step.number} ${step.title}` : `${count} steps from ${step.number}`;
  return {
    ...place,
    step,
    title: `${named}, ${stateWord[line.state].toLowerCase()}`,
    glyph: line.glyph,
    critical: isCritical(line),
    text: count === 1 ? barText(step, room) : fitting([named, `${count} steps`], room),
  };
}

const StepBar = memo(function StepBar(props: BarProps & { readonly choose: (id: StepId) => void }) {
  const { step } = props;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the strip is a picture; the list beside it does the same by keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div
      className={css.bar}
      data-state={props.glyph}
      data-critical={props.critical || undefined}
      title={props.title}
      style={{
        left: `${props.left}%`,
        width: `calc(${props.width}% - 1px)`,
        top: props.lane * LANE_PX + 1,
      }}
      onClick={() => props.choose(step.id)}
    >
      {props.text}
    </div>
  );
});

/** Where the step was to lie by the baseline: a thin line under its bar. */
const BaselineMark = memo(function BaselineMark({ left, width, lane }: Place) {
  return (
    <i
      className={css.baseline}
      data-testid="baseline"
      style={{ left: `${left}%`, width: `${width}%`, top: lane * LANE_PX - 1 }}
    />
  );
});

/** Number and name, the number alone, or nothing: what fits. */
function barText(step: Step, widthEm: number): string {
  return fitting([`${step.number} ${shortTitle(step)}`, String(step.number)], widthEm);
}

/** The first of the wordings that fits, else nothing. Bars are set at 0.82 of the gauge's font size. */
function fitting(wordings: readonly string[], widthEm: number): string {
  return wordings.find((text) => textWidth(text) <= widthEm / 0.82 - 0.6) ?? '';
}
