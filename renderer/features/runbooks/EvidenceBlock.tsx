import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client, orpc } from '#renderer/lib/client.ts';
import { formatTime } from '#renderer/lib/format.ts';
import { toastError } from '#renderer/ui/toast.ts';
import type { Evidence } from '#shared/contract/run-records.ts';
import type { Step } from '#shared/contract/runbooks.ts';
import css from './Evidence.module.css';
import type { RunModel } from './runModel.ts';

/** What a step asks to be shown, and what was attached to it. */
export function EvidenceBlock({ model, step }: { readonly model: RunModel; readonly step: Step }) {
  const runId = model.view.run.id;
  const { data = [] } = useQuery(
    orpc.evidence.list.queryOptions({ input: { runId }, meta: { topics: [`runs/${runId}/evidence`] } }),
  );
  const own = data.filter(({ stepId }) => stepId === step.id);
  const names = new Map(model.view.people.map(({ id, name }) => [id, name]));
  if (own.length === 0 && step.evidence === '') return null;
  return (
    <div className={css.block}>
      {step.evidence && (
        <p>
          <b>Evidence:</b> {step.evidence}
          {own.length === 0 && <span className="t2">, nothing attached yet</span>}
        </p>
      )}
      {own.length > 0 && (
        <ul aria-label="Attached evidence">
          {own.map((one) => (
            <li key={one.id}>
              <Shown one={one} />{' '}
              <small>
                {formatTime(one.occurredAt, model.view.zone)}, {names.get(one.actorId) ?? ''}
              </small>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Shown({ one }: { readonly one: Evidence }) {
  const [address, setAddress] = useState<string | null>(null);
  if (one.kind === 'link')
    return (
      <a href={one.text} target="_blank" rel="noreferrer noopener">
        {one.text}
      </a>
    );
  if (one.kind === 'file')
    return (
      <>
        File <code>{one.text}</code>
      </>
    );
  if (one.kind === 'text') return <span dir="auto">{one.text}</span>;
  const show = () =>
    client.evidence
      .picture({ id: one.id })
      .then((found) => setAddress(found.address))
      .catch((error: unknown) => toastError('The picture was not shown', error));
  return (
    <>
      <button type="button" onClick={() => (address === null ? void show() : setAddress(null))}>
        Picture: {one.text}
      </button>
      {address !== null && <img src={address} alt={one.text} />}
    </>
  );
}
