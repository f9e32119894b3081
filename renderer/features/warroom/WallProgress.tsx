import { standingGlyph, standingWords } from '#renderer/features/runbooks/ChangesOut.tsx';
import { clockText } from '#renderer/features/runbooks/RunGauge.tsx';
import { type LogRow, logWords, runLog } from '#renderer/features/runbooks/runLog.ts';
import type { RunModel, StepLine } from '#renderer/features/runbooks/runModel.ts';
import { classNames } from '#renderer/ui/classNames.ts';
import { textWidth } from '#renderer/ui/gauge-labels.ts';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { WallSettings } from './useWallSettings.ts';
import wall from './Wall.module.css';
import css from './WallProgress.module.css';

// Heights in vh: the column, a section, a line of the log and the air around an entry; width of its text in em.
const COLUMN = 47.5;
const HEADS = 8;
const SECTION = 5.2;
const LINE = 2.9;
const AIR = 0.8;
const TEXT_EM = 13;

// What stands elsewhere on the wall, and the bridge, which is nobody's but the team's.
const ELSEWHERE: readonly LogRow['kind'][] = [
  'issue',
  'decision',
  'communication',
  'roll-call',
  'pinned',
  'unpinned',
  'bridge',
];

/** How far each section is, one mark per step; under it what happened last. */
export function WallProgress({
  model,
  settings,
}: {
  readonly model: RunModel;
  readonly settings: WallSettings;
}) {
  const { view, sections } = model;
  const shown = sections.filter(({ lines }) => lines.some((line) => line.counted));
  // Names stand in texts as well; whoever hides them on the wall hides them there too.
  const named = (text: string) =>
    view.people.reduce((said, { name }) => said.replaceAll(name, settings.person(name)), text);
  const rows = runLog(model).map((row) => ({ ...row, text: named(logWords(row)) }));
  const out = view.changes.filter(({ standing }) => standing !== 'in').slice(-3);
  const log = fitting(rows, COLUMN - HEADS - shown.length * SECTION - out.length * (2 * LINE + AIR));
  return (
    <section className={wall.column} aria-label="Progress">
      <div className={wall.block}>
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
      {out.length > 0 && (
        <ul className={css.out} aria-label="Changes that left the run">
          {out.map((one) => (
            <li key={one.id}>
              <StateGlyph state={standingGlyph[one.standing]} />
              <span>
                <b>{one.ref}</b> {standingWords(one, view.zone)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {log.length > 0 && (
        <div className={wall.block}>
          <h2>Log</h2>
          {log.map((row) => (
            <p key={row.id} className={css.logLine}>
              <span>{clockText(row.occurredAt, model.now, view.zone)}</span>
              <b>{row.text}</b>
            </p>
          ))}
        </div>
      )}
    </section>
  );
}

/** The newest entries that fit; what stands elsewhere on the wall, and each voice of a roll-call, is left out. */
function fitting(rows: readonly LogRow[], height: number): readonly LogRow[] {
  let left = height;
  const shown: LogRow[] = [];
  for (const row of rows) {
    if (ELSEWHERE.includes(row.kind)) continue;
    left -= Math.min(2, Math.ceil(textWidth(row.text) / TEXT_EM)) * LINE + AIR;
    if (left < 0) break;
    shown.push(row);
  }
  return shown;
}

function mark(line: StepLine): string | undefined {
  if (line.readySince !== null && line.lateMinutes > 0) return 'late';
  return line.state === 'pending' || line.state === 'ready' ? undefined : line.glyph;
}
