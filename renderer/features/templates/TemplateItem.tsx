import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useNames } from '#renderer/features/changes/names.ts';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { formatCount, formatDateTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import type { ChangeTemplate } from '#shared/contract/change-templates.ts';
import { nextTemplateStates } from '#shared/domain/changes/change-templates.ts';
import css from './templates.module.css';

type State = ChangeTemplate['state'];
const verbs: Readonly<Record<State, string>> = {
  proposed: 'Propose again',
  approved: 'Approve',
  retired: 'Retire',
};
const glyphs = { proposed: 'planned', approved: 'done', retired: 'skipped' } as const;

/** One template or catalogue entry: what it is for, where it stands, and what can be done with it. */
export function TemplateItem(props: { readonly template: ChangeTemplate; readonly onEdit: () => void }) {
  const { template } = props;
  const { id, name, about, standard, state } = template;
  const navigate = useNavigate();
  const [deciding, setDeciding] = useState<State | null>(null);
  const use = useMutation({
    mutationFn: () => client.changeTemplates.use({ id }),
    onSuccess: ({ change, leftOut }) => {
      if (leftOut > 0)
        toastDone(`${formatCount(leftOut, 'reference')} of ${name} are gone and were left out`);
      void navigate({ to: '/change/$key', params: { key: change.ref } });
    },
    onError: (error) => toastError('The change was not started', error),
  });
  const remove = useMutation({
    mutationFn: () => client.changeTemplates.remove({ id }),
    onSuccess: () => toastDone(`${name} was removed`),
    onError: (error) => toastError(`${name} was not removed`, error),
  });
  return (
    <li className={css.item}>
      <div>
        <p className={css.name}>
          <b dir="auto">{name}</b>
          {standard && <Chip state={glyphs[state]}>{state}</Chip>}
        </p>
        {about && <p dir="auto">{about}</p>}
        {standard && <Standing template={template} />}
      </div>
      <div className={css.acts}>
        {nextTemplateStates(template).map((to) => (
          <Button key={to} size="small" onClick={() => setDeciding(to)}>
            {verbs[to]}
            <span className="sr"> {name}</span>
          </Button>
        ))}
        <Button size="small" onClick={props.onEdit}>
          Edit<span className="sr"> {name}</span>
        </Button>
        {!(standard && state === 'approved') && (
          <Button size="small" disabled={remove.isPending} onClick={() => remove.mutate()}>
            Remove<span className="sr"> {name}</span>
          </Button>
        )}
        {state !== 'retired' && (
          <Button size="small" variant="primary" disabled={use.isPending} onClick={() => use.mutate()}>
            Start a change<span className="sr"> from {name}</span>
          </Button>
        )}
      </div>
      {deciding && (
        <ReasonDialog
          title={`${verbs[deciding]}: ${name}`}
          confirm={verbs[deciding]}
          danger={deciding === 'retired'}
          needed={deciding === 'retired'}
          onClose={() => setDeciding(null)}
          act={(note) => client.changeTemplates.decide({ id, to: deciding, note })}
        >
          <p>
            {deciding === 'approved'
              ? 'Changes from this entry are pre-authorised: they go to Scheduled without another vote.'
              : deciding === 'retired'
                ? 'No new change starts from it, and those that are not scheduled yet are refused there.'
                : 'Somebody else approves it before its changes can be scheduled.'}
          </p>
        </ReasonDialog>
      )}
    </li>
  );
}

function Standing({ template }: { readonly template: ChangeTemplate }) {
  const names = useNames();
  const zone = useZone();
  const { state, proposedBy, decidedBy, decidedAt, decisionNote } = template;
  const person = (id: string | null) => names.personName(id) || 'somebody';
  return (
    <p className="t2">
      {decidedAt === null
        ? `Proposed by ${person(proposedBy)}`
        : `${state === 'approved' ? 'Approved' : 'Retired'} by ${person(decidedBy)}, ${formatDateTime(decidedAt, zone)}`}
      {decisionNote && `: ${decisionNote}`}
    </p>
  );
}
