import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { formatTime } from '#renderer/lib/format.ts';
import { Checkbox, FieldStack, ReasonField, SelectField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import type { OneBackOutPlan, OneChangePlan } from '#shared/contract/one-change.ts';
import type { ChangeId } from '#shared/domain/ids.ts';
import { changeHolds, changeInRun } from '#shared/domain/runs/one-change.ts';
import { shortList } from '#shared/domain/wording.ts';
import { BackOutSteps } from './BackOutDialog.tsx';
import type { RunModel } from './runModel.ts';

/**
 * One change leaves the run: taken out of it while nothing of it was begun, else backed out alone. Shows what that would be
 * and what it does to the clock, and asks why.
 */
export function OneChangeDialog(props: {
  readonly model: RunModel;
  /** The change to begin with; null = the first that can leave. */
  readonly changeId: ChangeId | null;
  readonly close: () => void;
}) {
  const { model, close } = props;
  const { run, steps, events, changes, zone } = model.view;
  const able = changes.filter(({ ref, standing }) => changeHolds(ref, standing) === null);
  const [id, setId] = useState<ChangeId | null>(props.changeId ?? able[0]?.id ?? null);
  const [goOn, setGoOn] = useState(false);
  const failed = model.failed.find(({ step }) => step.changeId === id);
  const [reason, setReason] = useState(failed ? `Step ${failed.step.number} failed: ${failed.comment}` : '');
  const navigate = useNavigate();
  const chosen = changes.find((one) => one.id === id);
  const alone = id !== null && changeInRun(steps, events, id).begun.length > 0;
  const input = { id: run.id, changeId: id ?? ('' as ChangeId) };
  const meta = { topics: [`runs/${run.id}`] };
  const enabled = id !== null;
  const out = useQuery(orpc.oneChange.takeOutPlan.queryOptions({ input, meta, enabled: enabled && !alone }));
  const back = useQuery(orpc.oneChange.backOutPlan.queryOptions({ input, meta, enabled: enabled && alone }));
  const takeOut = useMutation(orpc.oneChange.takeOut.mutationOptions({ onSuccess: close }));
  const backOut = useMutation(
    orpc.oneChange.backOut.mutationOptions({
      onSuccess: ({ run: { id: aloneId } }) => {
        close();
        void navigate({ to: '/run/$id', params: { id: aloneId } });
      },
    }),
  );
  const plan: OneChangePlan | undefined = alone ? back.data : out.data;
  const act = alone ? backOut : takeOut;
  const may = plan?.refusal === '' && reason.trim() !== '' && (plan.waiting.length === 0 || goOn);
  return (
    <FormDialog
      title={alone ? `Back out ${chosen?.ref ?? 'one change'} alone` : 'Take a change out of the run'}
      width={620}
      confirm={alone ? 'Back this change out' : 'Take it out'}
      backOut={alone}
      ready={may}
      busy={act.isPending}
      error={act.error}
      act={() => act.mutate({ ...input, reason: reason.trim(), goOn })}
      onClose={close}
    >
      <SelectField
        label="Change"
        placeholder="No change of this run can leave it"
        options={able.map(({ id: value, ref, title }) => ({ value, label: `${ref} ${title}` }))}
        value={id}
        onChange={(value) => {
          if (value) setId(value);
          setGoOn(false);
        }}
        allowDeselect={false}
      />
      {enabled && (
        <QueryState query={alone ? back : out} what="What would follow">
          {(found: OneChangePlan) =>
            found.refusal === '' ? (
              <FieldStack>
                {alone && back.data ? (
                  <Undone plan={back.data} zone={zone} />
                ) : (
                  <p>Nothing of it was begun. Its steps are skipped: {shortList([...found.left], 8)}.</p>
                )}
                <Clock model={model} plan={found} />
                {found.waiting.length > 0 && (
                  <Checkbox
                    label={`${shortList([...found.waiting], 4)} ${found.waiting.length === 1 ? 'waits for it and goes' : 'wait for it and go'} on without it`}
                    checked={goOn}
                    onChange={(event) => setGoOn(event.currentTarget.checked)}
                  />
                )}
                <ReasonField
                  label={alone ? 'Why it is backed out' : 'Why it is taken out'}
                  value={reason}
                  maxLength={2000}
                  data-autofocus
                  onChange={setReason}
                />
                {run.kind === 'live' && (
                  <p className="t2">
                    The reason goes with its ticket, which then awaits re-planning. The run goes on with the
                    other changes.
                  </p>
                )}
              </FieldStack>
            ) : (
              <p role="alert">{found.refusal}</p>
            )
          }
        </QueryState>
      )}
    </FormDialog>
  );
}

function Undone({ plan, zone }: { readonly plan: OneBackOutPlan; readonly zone: string }) {
  return (
    <BackOutSteps plan={plan} zone={zone}>
      It was begun, so a run of its own undoes it.
      {plan.left.length > 0 && ` Not begun and skipped: ${shortList(plan.left, 6)}.`}
    </BackOutSteps>
  );
}

/** End and back-out deadline of the run as they are, and as they will be. */
function Clock({ model, plan }: { readonly model: RunModel; readonly plan: OneChangePlan }) {
  const { zone } = model.view;
  const { forecastEndAt, backOutDeadlineAt } = model.forecast;
  const time = (at: number | null) => (at === null ? 'none' : formatTime(at, zone));
  const rows = [
    ['Forecast end', time(forecastEndAt), time(plan.forecastEndAt)],
    ['Back-out deadline of the rest', time(backOutDeadlineAt), time(plan.backOutDeadlineAt)],
  ] as const;
  return (
    <p>
      {rows.map(([what, now, then], at) => (
        <span key={what}>
          {at > 0 && '; '}
          {at === 0 ? what : what.toLowerCase()} <b>{then}</b>
          {now === then ? ', as before' : `, now ${now}`}
        </span>
      ))}
      .
    </p>
  );
}
