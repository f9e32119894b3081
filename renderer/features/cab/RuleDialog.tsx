import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { MultiSelectField, NumberInput } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import type { AgendaRule, CabMeeting } from '#shared/contract/cab.ts';
import { changeState, changeType, riskLevel } from '#shared/contract/changes.ts';
import { builtInAgendaRule } from '#shared/domain/approvals/cab.ts';
import { capital } from '#shared/domain/wording.ts';

/** A rule as a person says it: `Normal, emergency · in Authorize · any risk · 10 min each`. */
export function ruleWords({ types, states, riskLevels, daysAhead, minutes }: AgendaRule): string {
  return [
    types.length === 0 ? 'Every type' : capital(types.join(', ')),
    states.length === 0 ? 'any open state' : `in ${states.join(', ')}`,
    riskLevels.length === 0 ? 'any risk' : `${riskLevels.join(', ')} risk`,
    ...(daysAhead === null ? [] : [`starting within ${daysAhead} days`]),
    `${minutes} min each`,
  ].join(' · ');
}

const optionsOf = <T extends string>(values: readonly T[]) =>
  values.map((value) => ({ value, label: capital(value) }));
const openStates = changeState.options.filter((state) => state !== 'Closed' && state !== 'Cancelled');

/** What the agenda of a meeting is filled with. */
export function RuleDialog(props: { readonly meeting: CabMeeting; readonly onClose: () => void }) {
  const [rule, setRule] = useState(props.meeting.agendaRule ?? builtInAgendaRule);
  const set = (part: Partial<AgendaRule>) => setRule({ ...rule, ...part });
  const save = useMutation({
    mutationFn: () => client.cab.patch({ id: props.meeting.id, fields: { agendaRule: rule } }),
    onSuccess: props.onClose,
  });
  return (
    <FormDialog
      title={`What ${props.meeting.ref} hears`}
      confirm="Save"
      busy={save.isPending}
      more={<Button onClick={() => setRule(builtInAgendaRule)}>As built in</Button>}
      act={() => save.mutate()}
      error={save.error}
      onClose={props.onClose}
    >
      <MultiSelectField
        label="Types"
        description="None chosen means every type."
        options={optionsOf(changeType.options)}
        value={rule.types}
        onChange={(types) => set({ types })}
      />
      <MultiSelectField
        label="States"
        description="None chosen means every open state."
        options={optionsOf(openStates)}
        value={rule.states}
        onChange={(states) => set({ states })}
      />
      <MultiSelectField
        label="Risk"
        description="None chosen means any."
        options={optionsOf(riskLevel.options)}
        value={rule.riskLevels}
        onChange={(riskLevels) => set({ riskLevels })}
      />
      <NumberInput
        label="Starts at most so many days after the meeting"
        description="Empty takes whatever is planned, and what is not planned yet."
        min={1}
        max={400}
        allowDecimal={false}
        value={rule.daysAhead ?? ''}
        onChange={(value) =>
          set({ daysAhead: value === '' ? null : Math.min(400, Math.max(1, Number(value) || 1)) })
        }
      />
      <NumberInput
        label="Minutes for each item"
        min={1}
        max={240}
        allowDecimal={false}
        value={rule.minutes}
        onChange={(value) => set({ minutes: Math.min(240, Math.max(1, Math.round(Number(value)) || 1)) })}
      />
    </FormDialog>
  );
}
