import { useState } from 'react';
import { CoachOffDialog } from '#renderer/features/changes/CoachMenu.tsx';
import { useCoachPolicy } from '#renderer/features/changes/useCoachPolicy.ts';
import css from '#renderer/features/settings/Settings.module.css';
import { Button } from '#renderer/ui/Button.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import { coachRules } from '#shared/domain/changes/coach-rules.ts';
import own from './policies.module.css';

type Rule = { readonly id: string; readonly name: string };

/** Which rules of the coach look at the tickets of this workspace, and why the others do not. */
export function CoachSection() {
  const { policy, switchOff, switchOn } = useCoachPolicy();
  const [asked, setAsked] = useState<Rule | null>(null);
  const total = coachRules.reduce(
    (sum, { id, points }) => (policy.off[id] === undefined ? sum + points : sum),
    0,
  );
  const turnOn = (rule: Rule) =>
    switchOn(rule.id, rule.name).then(
      () => toastDone(`The coach looks at this again: ${rule.name}`),
      (error: unknown) => toastError('The rule was not switched on', error),
    );
  return (
    <>
      <p className={css.lead}>
        The coach judges how well a stranger understands a ticket. It never blocks saving. A rule that is
        switched off leaves the total, and its reason stands on every ticket.
      </p>
      <ul className={own.rules}>
        {coachRules.map((rule) => {
          const reason = policy.off[rule.id];
          return (
            <li key={rule.id} className={own.rule}>
              <StateGlyph
                state={reason === undefined ? 'done' : 'planned'}
                size={13}
                label={reason === undefined ? 'on' : 'off'}
              />
              <span>
                {rule.name}
                {reason !== undefined && (
                  <span className={own.why} dir="auto">
                    Off: {reason}
                  </span>
                )}
              </span>
              <b>{rule.points || 'hint'}</b>
              <Button
                size="small"
                aria-label={`Switch ${reason === undefined ? 'off' : 'on'}: ${rule.name}`}
                onClick={() => (reason === undefined ? setAsked(rule) : void turnOn(rule))}
              >
                {reason === undefined ? 'Switch off' : 'Switch on'}
              </Button>
            </li>
          );
        })}
      </ul>
      <p>
        <b>{total}</b> points in all
      </p>
      {asked && (
        <CoachOffDialog
          rule={asked}
          onClose={() => setAsked(null)}
          act={(reason) => switchOff(asked.id, asked.name, reason)}
        />
      )}
    </>
  );
}
