import { Segmented, SelectField } from '#renderer/ui/Fields.tsx';
import type { RiskQuestion } from '#shared/contract/change-policies.ts';
import { signedPoints } from '#shared/domain/wording.ts';
import { FieldRow } from './FieldRow.tsx';
import { useField } from './form.ts';
import css from './lines.module.css';
import { FormSection } from './sections/FormSection.tsx';
import { useChangePolicies } from './usePolicies.ts';

/** The questions of the workspace's risk model, one a row, each answer with its points. */
export function RiskAnswers() {
  const { questions } = useChangePolicies().riskModel;
  const { value } = useField('riskAnswers');
  const open = questions.filter(({ id, answers }) => !answers.some((one) => one.id === value[id])).length;
  if (questions.length === 0) return null;
  return (
    <FormSection
      id="risk"
      title="Risk answers"
      aside={open === 0 ? 'All answered' : `${open} of ${questions.length} not answered`}
    >
      <FieldRow field="riskAnswers" label="What no field tells">
        <div className={css.questions}>
          {questions.map((question) => (
            <Question key={question.id} question={question} />
          ))}
        </div>
      </FieldRow>
    </FormSection>
  );
}

const NONE = '';

function Question({ question: { id, ask, answers } }: { readonly question: RiskQuestion }) {
  const { value, readOnly, set, onFocus, onBlur } = useField('riskAnswers');
  const chosen = answers.find((one) => one.id === value[id]);
  const options = answers.map((one) => ({
    value: one.id,
    label: one.points === 0 ? one.label : `${one.label} ${signedPoints(one.points)}`,
  }));
  const answer = (next: string | null) => {
    const { [id]: _, ...rest } = value;
    set(next ? { ...rest, [id]: next } : rest);
  };
  if (readOnly) {
    return (
      <div className={css.question}>
        <p dir="auto">{ask}</p>
        <p className="t2" dir="auto">
          {options.find((one) => one.value === chosen?.id)?.label ?? 'Not answered'}
        </p>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: focus and blur of the whole row start and end its editing
    <div
      className={css.question}
      onFocus={onFocus}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onBlur();
      }}
    >
      <p dir="auto">{ask}</p>
      {answers.length <= 4 ? (
        <Segmented
          label={ask}
          options={[...options, { value: NONE, label: 'Not answered' }]}
          value={chosen?.id ?? NONE}
          onChange={answer}
        />
      ) : (
        <SelectField
          aria-label={ask}
          placeholder="Not answered"
          clearable
          options={options}
          value={chosen?.id ?? null}
          onChange={answer}
        />
      )}
    </div>
  );
}
