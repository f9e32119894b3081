import { clockText } from '#renderer/features/runbooks/RunGauge.tsx';
import { runLog } from '#renderer/features/runbooks/runLog.ts';
import { isCounted, type RunModel, type StepLine } from '#renderer/features/runbooks/runModel.ts';
import { classNames } from '#renderer/ui/classNames.ts';
import css from './Wall.module.css';

const TALL_VH = 46.5;
const SECTION_VH = 5.2;
const LOG_LINE_VH = 3.7;

/** How far each section is, one mark per step; under it what happened last. */
export function WallProgress({ model }: { readonly model: RunModel }) {
  const { view, sections } = model;
  const shown = sections.filter(({ lines }) => lines.some(isCounted));
  const room = Math.max(0, Math.floor((TALL_VH - 8 - shown.length * SECTION_VH) / LOG_LINE_VH));
  const log = room === 0 ? [] : runLog(model).slice(0, room);
  return (
    <section className={css.column} aria-label="Progress">
      <div className={css.block}>
        <h2>Progress{view.environment && `, ${view.environment}`}</h2>
        {shown.map(({ section, done, total, lines }) => (
          <div
            key={section}
            className={classNames(
              css.section,
              lines.every((line) => line.record.ticked === 'none') && css.off,
            )}
          >
            <b>{section}</b>
            <span>
              {done} of {total}
            </span>
            <i aria-hidden="true" data-many={lines.length > 40 || undefined}>
              {lines.map((line) => (
                <u key={line.step.id} data-mark={mark(line)} />
              ))}
            </i>
          </div>
        ))}
      </div>
      {log.length > 0 && (
        <div className={css.block}>
          <h2>Log</h2>
          {log.map((row) => (
            <p key={row.id} className={css.logLine}>
              <span>{clockText(row.at, model.now, view.zone)}</span>
              {row.text}
            </p>
          ))}
        </div>
      )}
    </section>
  );
}

function mark(line: StepLine): string | undefined {
  if (line.readySince !== null && line.lateMinutes > 0) return 'late';
  return line.state === 'pending' || line.state === 'ready' ? undefined : line.glyph;
}
