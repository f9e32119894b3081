import type { EditedStep } from '#shared/contract/templates.ts';
import { minutesText } from '#shared/domain/wording.ts';
import css from './Editor.module.css';
import { graphLayout, type Placed } from './graphLayout.ts';

// px
const BOX = { width: 220, height: 46, gapX: 24, gapY: 26 };
const left = ({ place }: Placed) => place * (BOX.width + BOX.gapX);
const top = ({ layer }: Placed) => layer * (BOX.height + BOX.gapY);

/** What waits for what: steps in layers from top to bottom, the longest chain drawn strong. */
export function TemplateGraph(props: {
  readonly steps: readonly EditedStep[];
  readonly choose: (id: EditedStep['id']) => void;
}) {
  const placed = graphLayout(props.steps);
  const byId = new Map(placed.map((one) => [one.step.id, one]));
  const width = Math.max(0, ...placed.map(left)) + BOX.width;
  const height = Math.max(0, ...placed.map(top)) + BOX.height;
  return (
    <div className={css.graph}>
      <div style={{ width, height }} className={css.canvas}>
        <svg width={width} height={height} aria-hidden="true">
          {placed.flatMap((to) =>
            to.step.dependsOn.flatMap((id) => {
              const from = byId.get(id);
              if (!from) return [];
              const [x1, y1] = [left(from) + BOX.width / 2, top(from) + BOX.height];
              const [x2, y2] = [left(to) + BOX.width / 2, top(to)];
              return (
                <path
                  key={`${id} ${to.step.id}`}
                  data-critical={(from.critical && to.critical) || undefined}
                  d={`M${x1} ${y1}C${x1} ${y1 + BOX.gapY / 2} ${x2} ${y2 - BOX.gapY / 2} ${x2} ${y2}`}
                />
              );
            }),
          )}
        </svg>
        <ol aria-label="Steps by what they wait for">
          {placed.map((one) => (
            <li
              key={one.step.id}
              style={{ left: left(one), top: top(one), width: BOX.width, height: BOX.height }}
            >
              <button
                type="button"
                data-critical={one.critical || undefined}
                title={one.step.title}
                onClick={() => props.choose(one.step.id)}
              >
                <b className="cut">
                  {one.number} {one.step.shortTitle || one.step.title || 'Without a title'}
                </b>
                <span>
                  {minutesText(one.step.plannedMinutes)}
                  {one.critical && ', longest chain'}
                </span>
              </button>
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}
