import { type ReactNode, useState } from 'react';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { ChangeFields } from '#shared/contract/changes.ts';
import { promptFor } from '#shared/domain/changes/prompts.ts';
import { FieldHistory } from './FieldHistory.tsx';
import css from './fields.module.css';
import { useForm } from './form.ts';
import { useChangePolicies } from './usePolicies.ts';

/** A field with its label, its control and, beside it, the questions that help to write it. */
export function FieldRow(props: {
  readonly field: keyof ChangeFields;
  readonly label: string;
  /** Id of the control the label belongs to; without one the row is a group named by its label. */
  readonly htmlFor?: string;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}) {
  const { field, label, htmlFor, note } = props;
  const { editable, focused, overtaken, draft, past } = useForm();
  const readOnly = !editable.has(field);
  const labelId = `label-${field}`;
  const [history, setHistory] = useState(false);
  return (
    <div
      className={css.field}
      id={`field-${field}`}
      {...(htmlFor ? {} : { role: 'group', 'aria-labelledby': labelId })}
    >
      <div className={css.label}>
        {htmlFor ? (
          <label htmlFor={htmlFor} id={labelId}>
            {label}
          </label>
        ) : (
          <div id={labelId}>{label}</div>
        )}
        {note && <span>{note}</span>}
        {readOnly && <span>read-only</span>}
        {past && (
          <IconButton
            icon="history"
            label="Earlier values"
            aria-describedby={labelId}
            className={css.past}
            onClick={() => setHistory(true)}
          />
        )}
      </div>
      <div className={css.control}>
        {props.children}
        {overtaken.has(field) && (
          <p className={css.overtaken} role="status">
            <StateGlyph state="late" size={12} /> Saved elsewhere while it was typed here. Saving replaces the
            other words.
            <Button size="small" onClick={() => draft.takeTheirs(field)}>
              Take theirs
            </Button>
          </p>
        )}
      </div>
      <Prompts field={field} active={focused === field && !readOnly} />
      {history && <FieldHistory field={field} label={label} onClose={() => setHistory(false)} />}
    </div>
  );
}

/** Folded to its first question; unfolds over the questions below while its field has the focus, so that nothing moves. */
function Prompts({ field, active }: { readonly field: keyof ChangeFields; readonly active: boolean }) {
  const [unfolded, setUnfolded] = useState(false);
  const prompt = promptFor(useChangePolicies().prompts, field);
  if (!prompt) return <div />;
  const [first, ...rest] = prompt.ask;
  const more = [
    ...(rest.length > 0 ? [`${rest.length} more`] : []),
    ...(prompt.from.length > 0
      ? [`${prompt.from.length} ${prompt.from.length === 1 ? 'source' : 'sources'}`]
      : []),
  ].join(', ');
  const all = (
    <>
      <b>Ask yourself</b>
      {prompt.ask.map((question) => (
        <p key={question}>{question}</p>
      ))}
      {prompt.from.length > 0 && (
        <p>
          <b>Take it from</b> {prompt.from.join(', ')}
        </p>
      )}
    </>
  );
  return (
    <div className={css.prompt}>
      <p id={`prompt-${field}`}>{first}</p>
      {more && (
        <button
          type="button"
          className={css.fold}
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
          aria-label={`${more} for this field`}
        >
          <Icon name={unfolded ? 'chevronDown' : 'right'} size={11} />
          {more}
        </button>
      )}
      {unfolded && !active && <div className={css.unfolded}>{all}</div>}
      {active && <div className={css.asking}>{all}</div>}
    </div>
  );
}
