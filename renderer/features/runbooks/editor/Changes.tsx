import type { TemplateChange } from '#shared/domain/runbooks/template-edits.ts';
import { capital } from '#shared/domain/wording.ts';
import css from './Editor.module.css';

const FIELD: Readonly<Record<string, string>> = {
  shortTitle: 'Short title',
  ownerRole: 'Owner role',
  plannedMinutes: 'Minutes',
  offsetMinutes: 'Minutes after the start',
  dependsOn: 'After',
  onFailure: 'If it fails',
  undoTitle: 'What undoes it',
  undoMinutes: 'Minutes to undo',
};

/** Differences of a runbook, step by step. */
export function Changes(props: {
  readonly title: string;
  readonly changes: readonly TemplateChange[];
  readonly none: string;
}) {
  if (props.changes.length === 0) return <p className="t2">{props.none}</p>;
  return (
    <ul className={css.changes} aria-label={props.title}>
      {props.changes.map(({ kind, what, fields }) => (
        <li key={`${kind} ${what}`}>
          <b>{what}</b> <span className="t2">{kind}</span>
          {fields.map(({ field, from, to }) => (
            <p key={field}>
              {FIELD[field] ?? capital(field)}: <del>{from || 'nothing'}</del> → <ins>{to || 'nothing'}</ins>
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}
