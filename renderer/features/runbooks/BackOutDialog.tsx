import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { formatCount, formatTime } from '#renderer/lib/format.ts';
import { ReasonField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import type { BackOutPlan } from '#shared/contract/runbooks.ts';
import { minutesText } from '#shared/domain/wording.ts';
import css from './BackOutDialog.module.css';
import type { RunModel } from './runModel.ts';

/** Shows what backing out now would be, asks why, and starts it. */
export function BackOutDialog({ model, close }: { readonly model: RunModel; readonly close: () => void }) {
  const { run, zone } = model.view;
  const failed = model.failed[0];
  const [reason, setReason] = useState(failed ? `Step ${failed.step.number} failed: ${failed.comment}` : '');
  const navigate = useNavigate();
  const plan = useQuery(
    orpc.runbooks.backOutPlan.queryOptions({ input: { id: run.id }, meta: { topics: [`runs/${run.id}`] } }),
  );
  const backOut = useMutation(
    orpc.runbooks.backOut.mutationOptions({
      onSuccess: ({ run: { id } }) => {
        close();
        void navigate({ to: '/run/$id', params: { id } });
      },
    }),
  );
  return (
    <FormDialog
      title={`Back out ${model.view.releaseName}`}
      width={620}
      confirm="Start the back-out"
      backOut
      ready={plan.data?.refusal === '' && reason.trim() !== ''}
      busy={backOut.isPending}
      act={() => backOut.mutate({ id: run.id, reason: reason.trim() })}
      error={backOut.error}
      onClose={close}
    >
      <QueryState query={plan} what="What would be undone">
        {(found) =>
          found.refusal === '' ? <Plan plan={found} zone={zone} /> : <p role="alert">{found.refusal}</p>
        }
      </QueryState>
      {(plan.data?.refusal ?? '') === '' && (
        <ReasonField
          label="Why it is backed out"
          description={
            run.kind === 'live' ? 'Goes with each change, which then awaits re-planning.' : undefined
          }
          required
          value={reason}
          onChange={setReason}
          data-autofocus
        />
      )}
    </FormDialog>
  );
}

function Plan({ plan, zone }: { readonly plan: BackOutPlan; readonly zone: string }) {
  return (
    <BackOutSteps plan={plan} zone={zone}>
      This run ends as backed out, and a run of{' '}
      {formatCount(plan.steps.length, plan.source === 'own' ? 'step of the runbook' : 'step')} begins.
    </BackOutSteps>
  );
}

/** The steps of a back-out in their order, and when service is restored if it begins now. */
export function BackOutSteps(props: {
  readonly plan: BackOutPlan;
  readonly zone: string;
  readonly children: ReactNode;
}) {
  const { plan, zone } = props;
  const { protectionEndsAt, restoredAt } = plan;
  const left = protectionEndsAt === null ? null : Math.floor((protectionEndsAt - restoredAt) / 60_000);
  return (
    <>
      <p>
        {props.children} Begun now, service is restored at <b>{formatTime(restoredAt, zone)}</b>
        {left !== null && (
          <>
            ,{' '}
            <b data-late={left < 0 || undefined} className={css.left}>
              {left < 0 ? `${minutesText(-left)} past` : `${minutesText(left)} before`} protection end
            </b>
          </>
        )}
        .
      </p>
      <ol className={css.steps} aria-label="Steps of the back-out">
        {plan.steps.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps stand in their order and have no other name
          <li key={at}>
            <span>{step.title}</span>
            <span className="t2">
              {step.undoes !== null && `undoes ${step.undoes}, `}
              {minutesText(step.minutes)}
              {step.estimated && ', no estimate: as long as the step took'}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
