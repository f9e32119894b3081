import { classNames } from '#renderer/ui/classNames.ts';
import { FieldRow } from './FieldRow.tsx';
import { fieldNames } from './fieldNames.ts';
import css from './fields.module.css';
import { useField } from './form.ts';
import { useChangePolicies } from './usePolicies.ts';

/** The fields this workspace added; one that it gave up stays readable while it holds words. */
export function CustomFields() {
  const { customFields: asked } = useChangePolicies();
  const { value, readOnly, edit, onFocus, onBlur } = useField('customFields');
  const gone = Object.keys(value).filter((id) => !asked.some((one) => one.id === id));
  const rows = [...asked, ...gone.map((id) => ({ id, label: 'A field that is no longer asked', help: '' }))];
  if (rows.length === 0) return null;
  const put = (id: string, words: string) => {
    const { [id]: _, ...rest } = value;
    edit(words === '' ? rest : { ...rest, [id]: words });
  };
  return (
    <FieldRow field="customFields" label={fieldNames.customFields}>
      <div className={css.stack}>
        {rows.map(({ id, label, help }) => (
          <div key={id}>
            <label className={css.inner} htmlFor={`custom-${id}`}>
              {label}
            </label>
            <textarea
              id={`custom-${id}`}
              className={classNames(css.box, css.line)}
              rows={1}
              dir="auto"
              maxLength={10_000}
              readOnly={readOnly}
              aria-describedby={help ? `custom-help-${id}` : undefined}
              value={value[id] ?? ''}
              onChange={(event) => put(id, event.currentTarget.value)}
              onFocus={onFocus}
              onBlur={onBlur}
            />
            {help && (
              <p id={`custom-help-${id}`} className={css.help}>
                {help}
              </p>
            )}
          </div>
        ))}
      </div>
    </FieldRow>
  );
}
