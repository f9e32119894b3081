import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { fieldNames } from '#renderer/features/changes/fieldNames.ts';
import { useForm } from '#renderer/features/changes/form.ts';
import { client, orpc, queryClient } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ReasonField } from '#renderer/ui/Fields.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import type { ChangeFields } from '#shared/contract/changes.ts';
import { mayAmend } from '#shared/domain/changes/change-needs.ts';
import css from './Approvals.module.css';
import { StaleList } from './StaleVotes.tsx';

/** Says why most fields are fixed once a change was submitted, and leads to the amendment that changes them. */
export function AmendBar() {
  const { shown, amendment } = useForm();
  if (shown.state === 'New') return null;
  if (!mayAmend(shown).ok)
    return (
      <div className={css.note}>
        <p>This change is {shown.state}. Only its notes can still be written.</p>
      </div>
    );
  if (amendment.edits !== null) return <Amending />;
  return (
    <div className={css.note}>
      <p>
        Description, services, environments, steps, schedule, build, outage and risk answers are fixed from
        Assess on, because votes are given on them. An amendment changes them together, with a reason.
      </p>
      <Button onClick={amendment.begin}>Amend</Button>
    </div>
  );
}

function Amending() {
  const { shown, amendment, draft } = useForm();
  const [reason, setReason] = useState('');
  const fields = useDeferredValue(amendment.edits) ?? {};
  const effects = useQuery(
    orpc.changes.amendEffects.queryOptions({
      input: { id: shown.id, fields },
      placeholderData: keepPreviousData,
      meta: { topics: ['approvals', `changes/${shown.id}`] },
    }),
  );
  const apply = useMutation({
    mutationFn: () =>
      client.changes.amend({ id: shown.id, fields: amendment.edits ?? {}, reason: reason.trim() }),
    onSuccess: (next) => {
      queryClient.setQueryData(orpc.changes.get.queryKey({ input: { key: next.id } }), next);
      queryClient.setQueryData(orpc.changes.get.queryKey({ input: { key: next.ref } }), next);
      draft.receive(next);
      amendment.end();
    },
  });
  const changed = effects.data?.fields ?? [];
  const stale = effects.data?.stale ?? [];
  return (
    <section className={css.amend} aria-label="Amendment">
      <p>
        <b>
          {changed.length === 0
            ? 'Amending: nothing is changed yet.'
            : `Amending ${changed.map((field) => nameOf(field)).join(', ')}.`}
        </b>{' '}
        Nothing is saved before it is applied.
      </p>
      <div role="status">{changed.length > 0 && <StaleList stale={stale} />}</div>
      <ReasonField label="Reason of the amendment" minRows={1} value={reason} onChange={setReason} />
      <Refusal error={apply.error ?? effects.error} />
      <div className={css.acts}>
        <Button
          variant="primary"
          disabled={changed.length === 0 || reason.trim() === '' || apply.isPending}
          onClick={() => apply.mutate()}
        >
          Apply amendment
        </Button>
        <Button onClick={amendment.end}>Discard</Button>
      </div>
    </section>
  );
}

function nameOf(field: string): string {
  return (fieldNames[field as keyof ChangeFields] ?? field).toLowerCase();
}
