import { useWorkspace } from '#renderer/features/workspace/useWorkspace.ts';
import { formatCount, formatDateTime } from '#renderer/lib/format.ts';
import { Segmented } from '#renderer/ui/Fields.tsx';
import type { CriterionState } from '#shared/contract/changes.ts';
import { FieldRow } from './FieldRow.tsx';
import { fieldNames } from './fieldNames.ts';
import css from './fields.module.css';
import { useField, useForm } from './form.ts';
import { useChangePolicies } from './usePolicies.ts';

const answers = [
  { value: 'open', label: 'Open' },
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
  { value: 'does not apply', label: 'Does not apply' },
] as const;

/** What has to be met before the release: each with its answer, the evidence, and who confirmed it. */
export function CriteriaField() {
  const { criteria: asked } = useChangePolicies();
  const { operatorId } = useWorkspace();
  const { zone, names } = useForm();
  const { value, readOnly, edit, set, onFocus, onBlur } = useField('criteria');
  const gone = Object.keys(value).filter((id) => !asked.some((one) => one.id === id));
  const rows = [
    ...asked,
    ...gone.map((id) => ({ id, name: id, about: 'No longer asked in this workspace' })),
  ];
  if (rows.length === 0) return null;
  const open = asked.filter(({ id }) => !value[id]).length;

  const answer = (id: string, met: CriterionState['met'] | 'open') => {
    const { [id]: before, ...rest } = value;
    if (met === 'open') return set(rest);
    set({
      ...rest,
      [id]: { met, evidence: before?.evidence ?? '', confirmedBy: operatorId, confirmedAt: Date.now() },
    });
  };
  return (
    <FieldRow
      field="criteria"
      label={fieldNames.criteria}
      note={open === 0 ? 'all answered' : formatCount(open, 'open', 'open')}
    >
      <ul className={css.criteria}>
        {rows.map(({ id, name, about }) => {
          const state = value[id];
          return (
            <li key={id}>
              <div className={css.criterion}>
                <span className={css.criterionName}>
                  <b>{name}</b> <span>{about}</span>
                </span>
                {readOnly ? (
                  <span>{answers.find((one) => one.value === (state?.met ?? 'open'))?.label}</span>
                ) : (
                  <Segmented
                    label={name}
                    options={answers}
                    value={state?.met ?? 'open'}
                    onChange={(met) => answer(id, met)}
                  />
                )}
              </div>
              {state && (
                <>
                  <textarea
                    className={css.box}
                    rows={1}
                    dir="auto"
                    maxLength={10_000}
                    aria-label={`Evidence for ${name}`}
                    placeholder={readOnly ? 'No evidence stated' : 'Evidence: where it can be seen'}
                    readOnly={readOnly}
                    value={state.evidence}
                    onChange={(event) =>
                      edit({ ...value, [id]: { ...state, evidence: event.currentTarget.value } })
                    }
                    onFocus={onFocus}
                    onBlur={onBlur}
                  />
                  <p className={css.help}>
                    {state.confirmedBy
                      ? `Confirmed by ${names.personName(state.confirmedBy) || 'somebody no longer known'}`
                      : 'Nobody is named who confirmed it'}
                    {state.confirmedAt !== null && `, ${formatDateTime(state.confirmedAt, zone)}`}
                  </p>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </FieldRow>
  );
}
