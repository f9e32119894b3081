import type { Template, TemplateStep } from '#shared/contract/templates.ts';
import { sections } from '#shared/domain/runs/runbooks.ts';
import { minutesText } from '#shared/domain/wording.ts';
import css from './Runbooks.module.css';

// px; the step itself takes what is left.
const COLUMNS = ['36px', 'auto', '150px', '88px', '110px', '260px'];

/** Steps of a template by section: owner, length, what each waits for and how it is undone. */
export function TemplateView({ template }: { readonly template: Template }) {
  const numbers = new Map(template.steps.map((step, index) => [step.id, index + 1]));
  return sections.map((section) => {
    const own = template.steps.filter((step) => step.section === section);
    if (own.length === 0) return null;
    const minutes = own.reduce((sum, step) => sum + step.plannedMinutes, 0);
    return (
      <table key={section} className={css.steps}>
        <caption>
          <span>{section}</span>
          <span>{minutesText(minutes)} of work</span>
        </caption>
        <colgroup>
          {COLUMNS.map((width) => (
            <col key={width} style={{ width }} />
          ))}
        </colgroup>
        <thead className="sr">
          <tr>
            <th scope="col">Number</th>
            <th scope="col">Step</th>
            <th scope="col">Owner</th>
            <th scope="col">Planned</th>
            <th scope="col">After</th>
            <th scope="col">Undo</th>
          </tr>
        </thead>
        <tbody>
          {own.map((step) => (
            <tr key={step.id}>
              <td className={css.number}>{numbers.get(step.id)}</td>
              <td>
                <span className={css.title}>{step.title}</span>
                {step.kind !== 'manual' && <span className={css.kind}>{step.kind}</span>}
                {step.instructions && <span className={css.how}>{step.instructions}</span>}
              </td>
              <td className="t2">{step.ownerRole}</td>
              <td className={css.minutes}>{minutesText(step.plannedMinutes)}</td>
              <td className="t2">{after(step, numbers)}</td>
              <td>
                <Undo step={step} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    );
  });
}

function after(step: TemplateStep, numbers: ReadonlyMap<string, number>): string {
  const before = step.dependsOn.flatMap((id) => numbers.get(id) ?? []).sort((a, b) => a - b);
  return before.length === 0 ? 'at once' : `after ${before.join(', ')}`;
}

function Undo({ step }: { readonly step: TemplateStep }) {
  switch (step.undo) {
    case 'none needed':
      return <span className="t3">nothing to undo</span>;
    case 'irreversible':
      return <span className={css.irreversible}>cannot be undone</span>;
    case 'steps':
      return (
        <span>
          {step.undoTitle || 'Undo'}
          <span className="t2">
            {', '}
            {step.undoMinutes === null
              ? `${minutesText(step.plannedMinutes)} (no estimate, forward time used)`
              : minutesText(step.undoMinutes)}
          </span>
        </span>
      );
  }
}
