import { textWidth } from '#renderer/ui/gauge-labels.ts';
import type { Section } from '#shared/contract/steps.ts';
import type { StepId } from '#shared/domain/ids.ts';
import css from './GanttStrip.module.css';
import { type RunModel, type StepLine, shortTitle } from './runModel.ts';
import { stateWord } from './wording.ts';

const GROUPS: readonly { readonly name: string; readonly sections: readonly Section[] }[] = [
  { name: 'Before', sections: ['Pre-deployment'] },
  { name: 'Deployment', sections: ['Deployment'] },
  { name: 'Tests, close', sections: ['Smoke test', 'Validation', 'Post-deployment'] },
  { name: 'Back-out', sections: ['Back-out'] },
];
const MOST_LANES = 2;
const LANE_PX = 19;

type Bar = { readonly line: StepLine; readonly start: number; readonly end: number; readonly lane: number };

/** All steps at their hour, on the scale of the gauge above; the critical path is underlined. */
export function GanttStrip(props: {
  readonly model: RunModel;
  readonly percent: (at: number) => number;
  readonly widthEm: number;
  readonly choose: (id: StepId) => void;
}) {
  const { model, percent, widthEm } = props;
  const deadline = model.phase === 'running' ? model.forecast.backOutDeadlineAt : null;
  // What happened before the scale begins is drawn at its edge.
  const drawn = (bar: Bar) => {
    const left = Math.max(0, percent(bar.start));
    return { ...bar, left, width: Math.max(0, percent(bar.end) - left) };
  };
  return (
    <div className={css.strip} aria-hidden="true">
      {percent(model.now) >= 0 && (
        <div className={css.needle} style={{ left: `${percent(model.now).toFixed(3)}%` }} />
      )}
      {deadline !== null && (
        <div className={css.deadline} style={{ left: `${percent(deadline).toFixed(3)}%` }} />
      )}
      {GROUPS.map((group) => {
        const bars = pack(
          model.lines.filter((line) => line.counted && group.sections.includes(line.step.section)),
        );
        if (bars.length === 0) return null;
        const lanes = Math.max(...bars.map((bar) => bar.lane)) + 1;
        return (
          <div key={group.name} className={css.group} style={{ height: lanes * LANE_PX }}>
            <span className={css.name}>{group.name}</span>
            {bars.map((bar) => (
              <BaselineMark key={bar.line.step.id} bar={bar} percent={percent} />
            ))}
            {bars.map(drawn).map((bar) => (
              // biome-ignore lint/a11y/noStaticElementInteractions: the strip is a picture; the list beside it does the same by keyboard
              // biome-ignore lint/a11y/useKeyWithClickEvents: as above
              <div
                key={bar.line.step.id}
                className={css.bar}
                data-state={bar.line.glyph}
                data-critical={bar.line.forecast?.critical || undefined}
                title={`${bar.line.step.number} ${bar.line.step.title}, ${stateWord[bar.line.state].toLowerCase()}`}
                style={{
                  left: `${bar.left.toFixed(3)}%`,
                  width: `calc(${bar.width.toFixed(3)}% - 1px)`,
                  top: bar.lane * LANE_PX + 1,
                }}
                onClick={() => props.choose(bar.line.step.id)}
              >
                {barText(bar, (bar.width / 100) * widthEm)}
              </div>
            ))}
          </div>
        );
      })}
    </div>
  );
}

/** Where the step was to lie by the baseline: a thin line under its bar. */
function BaselineMark(props: { readonly bar: Bar; readonly percent: (at: number) => number }) {
  const { baselineStartAt, baselineEndAt } = props.bar.line.step;
  if (baselineStartAt === null || baselineEndAt === null) return null;
  const left = Math.max(0, props.percent(baselineStartAt));
  const width = Math.max(0, props.percent(baselineEndAt) - left);
  return (
    <i
      className={css.baseline}
      data-testid="baseline"
      style={{
        left: `${left.toFixed(3)}%`,
        width: `${width.toFixed(3)}%`,
        top: props.bar.lane * LANE_PX - 1,
      }}
    />
  );
}

/** Puts bars that overlap under one another, as far as there are lanes. */
function pack(lines: readonly StepLine[]): readonly Bar[] {
  const ends: number[] = [];
  return lines
    .flatMap((line) => {
      if (!line.forecast) return [];
      const start = line.forecast.actualStartAt ?? line.forecast.startsAt;
      const end = line.forecast.actualEndAt ?? line.forecast.endsAt;
      return [{ line, start: Math.min(start, end), end }];
    })
    .sort((a, b) => a.start - b.start)
    .map((bar) => {
      const free = ends.findIndex((end) => end <= bar.start + 1000);
      const lane = free >= 0 ? free : Math.min(ends.length, MOST_LANES - 1);
      ends[lane] = Math.max(ends[lane] ?? 0, bar.end);
      return { ...bar, lane };
    });
}

/** Number and name, the number alone, or nothing: what fits. Bars are set at 0.82 of the gauge's font size. */
function barText(bar: Bar, widthEm: number): string {
  const { step } = bar.line;
  const room = widthEm / 0.82 - 0.6;
  const long = `${step.number} ${shortTitle(step)}`;
  if (textWidth(long) <= room) return long;
  return textWidth(String(step.number)) <= room ? String(step.number) : '';
}
