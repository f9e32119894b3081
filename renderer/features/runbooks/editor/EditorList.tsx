import { useState } from 'react';
import type { EditedStep } from '#shared/contract/templates.ts';
import { minutesText } from '#shared/domain/wording.ts';
import css from './Editor.module.css';

/** The steps in their order; carried with the pointer, or moved by Alt with an arrow. */
export function EditorList(props: {
  readonly steps: readonly EditedStep[];
  readonly chosen: EditedStep | undefined;
  readonly choose: (id: EditedStep['id']) => void;
  readonly move: (id: EditedStep['id'], to: number) => void;
}) {
  const { steps, chosen, choose, move } = props;
  const [carried, setCarried] = useState<EditedStep['id'] | null>(null);
  const numbers = new Map(steps.map(({ id }, i) => [id, i + 1]));
  return (
    <ol className={css.list} aria-label="Steps of the runbook">
      {steps.map((step, i) => (
        <li
          key={step.id}
          data-section={steps[i - 1]?.section === step.section ? undefined : step.section}
          data-carried={carried === step.id || undefined}
          draggable
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move';
            event.dataTransfer.setData('text/plain', step.title);
            setCarried(step.id);
          }}
          onDragEnd={() => setCarried(null)}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            if (carried) move(carried, i);
            setCarried(null);
          }}
        >
          <button
            type="button"
            aria-current={step.id === chosen?.id ? 'step' : undefined}
            onClick={() => choose(step.id)}
            onKeyDown={(event) => {
              const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
              if (by === 0) return;
              event.preventDefault();
              if (event.altKey) move(step.id, i + by);
              else
                (
                  event.currentTarget.closest('ol')?.querySelectorAll('button')[i + by] as
                    | HTMLElement
                    | undefined
                )?.focus();
            }}
          >
            <span className={css.number}>{i + 1}</span>
            <span className="cut">{step.title || 'Without a title'}</span>
            <span className="t2">
              {step.dependsOn.length > 0 &&
                `after ${step.dependsOn.map((id) => numbers.get(id)).join(', ')} · `}
              {minutesText(step.plannedMinutes)}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
