import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { HoursFields } from '#renderer/features/people/HoursFields.tsx';
import { orpc, queryClient } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { NumberInput } from '#renderer/ui/Fields.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import { changeType } from '#shared/contract/changes.ts';
import type { Policies } from '#shared/contract/workspace.ts';
import css from './Settings.module.css';

const HOUR = 60;

/** What every plan is held against: working hours, and how long before its start a change is written. */
export function PlanningSection() {
  const query = useQuery(orpc.workspace.policies.queryOptions({ meta: { topics: ['workspace'] } }));
  return (
    <>
      <p className={css.lead}>
        A change outside working hours or written too late is named as a conflict, and can be accepted with a
        reason. Recorded duty overrides working hours.
      </p>
      <QueryState query={query} what="The planning rules">
        {(policies) => <PlanningForm key={JSON.stringify(policies)} policies={policies} />}
      </QueryState>
    </>
  );
}

function PlanningForm({ policies }: { readonly policies: Policies }) {
  const [draft, setDraft] = useState(policies);
  const save = useMutation(
    orpc.workspace.setPolicies.mutationOptions({
      onSuccess: () => {
        toastDone('The planning rules were saved');
        return queryClient.invalidateQueries({ queryKey: orpc.workspace.policies.key() });
      },
    }),
  );
  const changed = JSON.stringify(draft) !== JSON.stringify(policies);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed) save.mutate(draft);
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <HoursFields
        label="Usual working hours"
        none="Not set: hours are checked only for people with hours of their own."
        value={draft.hours}
        onChange={(hours) => setDraft({ ...draft, hours })}
      />
      {changeType.options.map((type) => (
        <NumberInput
          key={type}
          label={`Lead time of ${type === 'emergency' ? 'an' : 'a'} ${type} change, in hours`}
          description={draft.leadMinutes[type] === 0 ? 'Not checked' : undefined}
          min={0}
          max={129_600 / HOUR}
          value={draft.leadMinutes[type] / HOUR}
          onChange={(hours) =>
            setDraft({
              ...draft,
              leadMinutes: { ...draft.leadMinutes, [type]: Math.round((Number(hours) || 0) * HOUR) },
            })
          }
        />
      ))}
      <Refusal error={save.error} />
      <div>
        <Button type="submit" disabled={!changed || save.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
