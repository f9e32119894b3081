import { NumberInput, Switch, TextField } from '#renderer/ui/Fields.tsx';
import { ListEditor } from '#renderer/ui/ListEditor.tsx';
import type { RiskModel, RiskQuestion } from '#shared/contract/change-policies.ts';
import { riskRules, ruleName } from '#shared/domain/changes/risk-rules.ts';
import { newId } from '#shared/domain/ids.ts';
import { PolicyPart } from './PolicyPart.tsx';
import css from './policies.module.css';
import { RiskExample } from './RiskExample.tsx';

type Fields = {
  readonly value: RiskModel;
  readonly put: (value: RiskModel) => void;
  readonly errorAt: (path: string) => string | undefined;
};

/** How the risk of a change is scored: rules, questions, levels, and what that does to a ticket. */
export function RiskSection() {
  return (
    <PolicyPart
      policy="riskModel"
      name="Risk rules"
      reasoned
      ask="Open changes are scored anew at once; closed and cancelled ones keep the score they were judged with."
      lead="The score is the sum of the rules that apply and of the answers given. Open changes are scored anew when this is saved; closed and cancelled ones keep what they were judged with."
    >
      {(fields) => (
        <>
          <RiskExample edited={fields.value} />
          <div className={css.group}>
            <h3>Levels</h3>
            <Levels {...fields} />
          </div>
          <div className={css.group}>
            <h3>Rules</h3>
            <Rules {...fields} />
          </div>
          <div className={css.group}>
            <h3>Questions</h3>
            <Questions {...fields} />
          </div>
        </>
      )}
    </PolicyPart>
  );
}

/** The bands meet: each level ends where the next begins. */
function Levels({ value, put, errorAt }: Fields) {
  const { bands } = value;
  const levels = ['moderate', 'high', 'very high'] as const;
  return (
    <>
      <div className={css.row}>
        {levels.map((level) => (
          <NumberInput
            key={level}
            label={`${level.charAt(0).toUpperCase()}${level.slice(1)} from`}
            min={1}
            max={100_000}
            allowDecimal={false}
            value={bands[level]}
            error={errorAt(`bands.${level}`)}
            onChange={(next) =>
              put({ ...value, bands: { ...bands, [level]: Math.round(Number(next) || 0) } })
            }
          />
        ))}
      </div>
      <p className={errorAt('bands') ? css.wrong : css.mark} role={errorAt('bands') ? 'alert' : undefined}>
        {errorAt('bands') ??
          `Low 0 to ${bands.moderate - 1}, moderate to ${bands.high - 1}, high to ${bands['very high'] - 1}, very high above.`}
      </p>
    </>
  );
}

function Rules({ value, put, errorAt }: Fields) {
  return (
    <ul className={css.rules}>
      {riskRules.map((rule) => {
        const setting = value.rules[rule.id] ?? { off: false, points: rule.points };
        const set = (next: Partial<typeof setting>) =>
          put({ ...value, rules: { ...value.rules, [rule.id]: { ...setting, ...next } } });
        const name = ruleName(rule);
        return (
          <li key={rule.id} className={css.riskRule}>
            <Switch
              checked={!setting.off}
              label={name}
              onChange={(event) => set({ off: !event.currentTarget.checked })}
            />
            <NumberInput
              aria-label={`Points: ${name}`}
              min={-100}
              max={100}
              allowDecimal={false}
              disabled={setting.off}
              value={setting.points}
              error={errorAt(`rules.${rule.id}.points`)}
              onChange={(next) => set({ points: Math.round(Number(next) || 0) })}
            />
            <span className="t3">{setting.points === rule.points ? '' : `built in ${rule.points}`}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Questions({ value, put, errorAt }: Fields) {
  return (
    <ListEditor
      label="Questions"
      items={value.questions}
      most={50}
      nameOf={(one, index) => one.ask || `question ${index + 1}`}
      empty="Nothing is asked; the rules alone make the score."
      onChange={(questions) => put({ ...value, questions })}
      add={{ label: 'Question', make: newQuestion }}
    >
      {(one, change, index) => (
        <div className={css.policy}>
          <TextField
            label="Question"
            maxLength={500}
            dir="auto"
            value={one.ask}
            error={errorAt(`questions.${index}.ask`)}
            onChange={(event) => change({ ask: event.currentTarget.value })}
          />
          <ListEditor
            label={`Answers to ${one.ask || `question ${index + 1}`}`}
            items={one.answers}
            most={20}
            nameOf={(answer, at) => answer.label || `answer ${at + 1}`}
            empty="A question has two answers or more."
            onChange={(answers) => change({ answers })}
            add={{ label: 'Answer', make: () => ({ id: newId(), label: '', points: 0 }) }}
          >
            {(answer, changeAnswer, at) => (
              <div className={css.row}>
                <TextField
                  label="Answer"
                  maxLength={300}
                  dir="auto"
                  value={answer.label}
                  error={errorAt(`questions.${index}.answers.${at}.label`)}
                  onChange={(event) => changeAnswer({ label: event.currentTarget.value })}
                />
                <NumberInput
                  label="Points"
                  min={-100}
                  max={100}
                  allowDecimal={false}
                  value={answer.points}
                  error={errorAt(`questions.${index}.answers.${at}.points`)}
                  onChange={(next) => changeAnswer({ points: Math.round(Number(next) || 0) })}
                />
              </div>
            )}
          </ListEditor>
          {errorAt(`questions.${index}.answers`) && (
            <p role="alert" className={css.wrong}>
              {errorAt(`questions.${index}.answers`)}
            </p>
          )}
        </div>
      )}
    </ListEditor>
  );
}

function newQuestion(): RiskQuestion {
  const answer = () => ({ id: newId(), label: '', points: 0 });
  return { id: newId(), ask: '', answers: [answer(), answer()] };
}
