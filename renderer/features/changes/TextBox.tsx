import { classNames } from '#renderer/ui/classNames.ts';
import type { ChangeFields } from '#shared/contract/changes.ts';
import { promptFor } from '#shared/domain/changes/prompts.ts';
import { FieldRow } from './FieldRow.tsx';
import css from './fields.module.css';
import { useField } from './form.ts';
import { useChangePolicies } from './usePolicies.ts';

type TextFieldName = 'title' | 'description' | 'justification' | 'impact' | 'evidence' | 'notes' | 'category';
const longest: Record<TextFieldName, number> = {
  title: 500,
  category: 120,
  description: 1_000_000,
  justification: 1_000_000,
  impact: 1_000_000,
  evidence: 1_000_000,
  notes: 1_000_000,
};

/** A text of the ticket; grows with its words. `line` keeps it to one line of text, wrapped where needed. */
export function TextBox(props: {
  readonly field: TextFieldName & keyof ChangeFields;
  readonly label: string;
  readonly line?: boolean;
  readonly rows?: number;
  readonly note?: (value: string) => string;
}) {
  const { field, line = false } = props;
  const { value, readOnly, edit, onFocus, onBlur } = useField(field);
  const { prompts } = useChangePolicies();
  const id = `input-${field}`;
  const cleaned = (text: string) => (line ? text.replace(/[\r\n]+/g, ' ') : text);
  return (
    <FieldRow field={field} label={props.label} htmlFor={id} note={props.note?.(value)}>
      <textarea
        id={id}
        className={classNames(css.box, line && css.line)}
        value={value}
        style={{ minHeight: `calc(${line ? 1 : (props.rows ?? 2)} * 1.1875rem + 12px)` }}
        maxLength={longest[field]}
        readOnly={readOnly}
        dir="auto"
        spellCheck={value.length < 50_000}
        aria-describedby={promptFor(prompts, field) ? `prompt-${field}` : undefined}
        onChange={(event) => edit(cleaned(event.currentTarget.value))}
        onKeyDown={(event) => {
          if (line && event.key === 'Enter') {
            event.preventDefault();
            event.currentTarget.blur();
          }
        }}
        onFocus={onFocus}
        onBlur={onBlur}
      />
    </FieldRow>
  );
}
