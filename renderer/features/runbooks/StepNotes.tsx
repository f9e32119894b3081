import { useState } from 'react';
import { formatTime } from '#renderer/lib/format.ts';
import type { Step } from '#shared/contract/runbooks.ts';
import css from './Evidence.module.css';
import { recordedLater } from './runLog.ts';
import type { RunModel } from './runModel.ts';
import { noteWord } from './wording.ts';

const SHOWN = 5;

/** What was noted on a step, the newest last; of many the last ones until all are asked for. */
export function StepNotes({ model, step }: { readonly model: RunModel; readonly step: Step }) {
  const [all, setAll] = useState(false);
  const { notes, people, zone } = model.view;
  const own = notes
    .filter(({ stepId }) => stepId === step.id)
    .toSorted((a, b) => a.occurredAt - b.occurredAt);
  if (own.length === 0) return null;
  const earlier = own.length - SHOWN;
  return (
    <div className={css.block}>
      <b>Notes</b>{' '}
      {earlier > 0 && (
        <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'only the last ones' : `${earlier} earlier`}
        </button>
      )}
      <ul aria-label={`Notes on step ${step.number}`}>
        {own.slice(all ? 0 : -SHOWN).map((one) => (
          <li key={one.id}>
            <span dir="auto">
              {noteWord[one.kind]}
              {one.text}
            </span>{' '}
            <small>
              {formatTime(one.occurredAt, zone)}, {people.find(({ id }) => id === one.actorId)?.name ?? ''}
              {recordedLater(one, zone)}
            </small>
          </li>
        ))}
      </ul>
    </div>
  );
}
