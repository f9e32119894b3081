import { NumberInput, Switch } from '#renderer/ui/Fields.tsx';
import { PolicyPart } from './PolicyPart.tsx';
import css from './policies.module.css';

/** What holds for every approval, whatever its flow. */
export function RulesSection() {
  return (
    <PolicyPart
      policy="approvalRules"
      name="Approval rules"
      reasoned
      lead="What holds for every decision. Each decision keeps who gave it, who recorded it and on which evidence."
    >
      {({ value, put, errorAt }) => (
        <div className={css.switch}>
          <Switch
            label="Somebody may decide on their own change"
            description="Off: neither the requester nor the assignee decides."
            checked={value.selfApproval}
            onChange={(event) => put({ ...value, selfApproval: event.currentTarget.checked })}
          />
          <Switch
            label="A decision may be recorded for somebody else"
            description="With the evidence: a meeting, a mail or a call."
            checked={value.onBehalf}
            onChange={(event) => put({ ...value, onBehalf: event.currentTarget.checked })}
          />
          <NumberInput
            label="Hours within which an emergency change is approved afterwards"
            description="Counted from the moment it was scheduled without its approval."
            allowDecimal={false}
            min={1}
            max={720}
            value={value.retrospectiveHours}
            error={errorAt('retrospectiveHours')}
            onChange={(hours) => put({ ...value, retrospectiveHours: Number(hours) })}
          />
        </div>
      )}
    </PolicyPart>
  );
}
