import { Menu } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '#renderer/ui/Icon.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import { coachRules } from '#shared/domain/changes/coach-rules.ts';
import css from './lines.module.css';
import { useCoachPolicy } from './useCoachPolicy.ts';

type Rule = { readonly id: string; readonly name: string };

/** Switches rules of the coach off for this workspace, with a reason, and on again. */
export function CoachMenu() {
  const { policy, switchOff, switchOn } = useCoachPolicy();
  const [asked, setAsked] = useState<Rule | null>(null);
  const isOff = ({ id }: Rule) => policy.off[id] !== undefined;
  const choose = (rule: Rule) => {
    if (!isOff(rule)) return setAsked(rule);
    switchOn(rule.id, rule.name).then(
      () => toastDone(`The coach looks at this again: ${rule.name}`),
      (error: unknown) => toastError('The rule was not switched on', error),
    );
  };
  return (
    <>
      <Menu position="bottom-end" width={360} shadow="md">
        <Menu.Target>
          <button type="button" className={css.menuButton} aria-label="Rules of the coach">
            Rules <Icon name="chevronDown" size={11} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Rules of this workspace</Menu.Label>
          {coachRules.map((rule) => (
            <Menu.CheckboxItem
              key={rule.id}
              checked={!isOff(rule)}
              closeMenuOnClick
              rightSection={<span className="t2">{isOff(rule) ? 'off' : rule.points || 'hint'}</span>}
              onChange={() => choose(rule)}
            >
              {rule.name}
            </Menu.CheckboxItem>
          ))}
        </Menu.Dropdown>
      </Menu>
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

/** Asks why a rule is switched off. */
export function CoachOffDialog(props: {
  readonly rule: Rule;
  readonly onClose: () => void;
  readonly act: (reason: string) => Promise<void>;
}) {
  return (
    <ReasonDialog
      title="Switch a rule of the coach off"
      confirm="Switch it off"
      needed
      maxLength={500}
      onClose={props.onClose}
      act={async (reason) => {
        await props.act(reason);
        toastDone(`Switched off for this workspace: ${props.rule.name}`);
      }}
    >
      <p>
        “{props.rule.name}” is no longer looked at, for every ticket of this workspace. Its points leave the
        total, and the reason stands in its place.
      </p>
    </ReasonDialog>
  );
}
