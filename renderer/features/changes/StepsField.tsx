import { useEffect, useRef, useState } from 'react';
import { formatDuration } from '#renderer/lib/format.ts';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { classNames } from '#renderer/ui/classNames.ts';
import type { TicketStep } from '#shared/contract/changes.ts';
import { minutesText } from '#shared/domain/wording.ts';
import { FieldRow } from './FieldRow.tsx';
import { useField } from './form.ts';
import css from './steps.module.css';
import { looksLikeSteps, minutesOf, parseSteps } from './stepText.ts';

const MOST = 500;
const FULL = 'A list holds at most 500 steps; a longer one belongs into a runbook.';

/** A list of steps: Enter adds the next one, Alt with the arrows moves it, a pasted list becomes steps. */
export function StepsField(props: {
  readonly field: 'deploymentSteps' | 'backOutSteps' | 'validationSteps';
  readonly label: string;
}) {
  const { field, label } = props;
  const { value: steps, readOnly, edit, onFocus, onBlur } = useField(field);
  const list = useRef<HTMLOListElement>(null);
  const wanted = useRef<number | null>(null);
  const [said, setSaid] = useState('');
  const [notice, setNotice] = useState('');
  const one = label.replace(/s$/, '').toLowerCase();

  // The step that was added or moved takes the caret once it is there.
  useEffect(() => {
    if (wanted.current === null) return;
    const boxes = list.current?.querySelectorAll('textarea');
    boxes?.[Math.min(wanted.current, boxes.length - 1)]?.focus();
    wanted.current = null;
  });

  const replace = (index: number, count: number, ...with_: TicketStep[]) => {
    edit(steps.toSpliced(index, count, ...with_));
  };
  const move = (index: number, by: number) => {
    const step = steps[index];
    const to = index + by;
    if (!step || to < 0 || to >= steps.length) return;
    edit(steps.toSpliced(index, 1).toSpliced(to, 0, step));
    wanted.current = to;
    setSaid(`Step moved to place ${to + 1} of ${steps.length}`);
  };
  const add = (index: number) => {
    if (steps.length >= MOST) return setNotice(FULL);
    replace(index, 0, { title: '', minutes: null });
    wanted.current = index;
  };
  const remove = (index: number) => {
    setNotice('');
    replace(index, 1);
    wanted.current = Math.max(0, index - 1);
    setSaid(`Step ${index + 1} removed`);
  };
  const paste = (index: number, event: React.ClipboardEvent<HTMLTextAreaElement>) => {
    const text = event.clipboardData.getData('text/plain');
    if (!looksLikeSteps(text)) return;
    event.preventDefault();
    const pasted = parseSteps(text, 10_000);
    const empty = steps[index]?.title.trim() === '';
    const taken = pasted.slice(0, MOST - steps.length + (empty ? 1 : 0));
    replace(empty ? index : index + 1, empty ? 1 : 0, ...taken);
    wanted.current = index + taken.length - (empty ? 1 : 0);
    setSaid(`${taken.length} steps pasted`);
    setNotice(
      taken.length < pasted.length
        ? `The first ${taken.length} of ${pasted.length} pasted steps were taken. ${FULL}`
        : '',
    );
  };

  return (
    <FieldRow field={field} label={label} note={steps.length > 0 ? stepSum(steps) : undefined}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: focus and blur of the whole list start and end its editing */}
      <div
        className={classNames(css.steps, readOnly && css.readOnly)}
        onFocus={onFocus}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) onBlur();
        }}
      >
        {steps.length === 0 && readOnly && <p className={css.noSteps}>No steps</p>}
        <ol ref={list}>
          {steps.map((step, index) => (
            <StepLine
              // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name of its own; its place is what it is
              key={index}
              number={index + 1}
              one={one}
              step={step}
              readOnly={readOnly}
              onChange={(next) => replace(index, 1, next)}
              onAdd={() => add(index + 1)}
              onRemove={() => remove(index)}
              onMove={(by) => move(index, by)}
              onPaste={(event) => paste(index, event)}
            />
          ))}
        </ol>
        {!readOnly && steps.length < MOST && (
          <div className={css.addStep}>
            <Button variant="quiet" size="small" icon="plus" onClick={() => add(steps.length)}>
              Add a {one}
            </Button>
            {steps.length === 0 && <span className="t3">a pasted list becomes steps</span>}
          </div>
        )}
        {notice && (
          <p role="status" className={css.notice}>
            {notice}
          </p>
        )}
        <span className="sr" role="status">
          {said}
        </span>
      </div>
    </FieldRow>
  );
}

function StepLine(props: {
  readonly number: number;
  readonly one: string;
  readonly step: TicketStep;
  readonly readOnly: boolean;
  readonly onChange: (step: TicketStep) => void;
  readonly onAdd: () => void;
  readonly onRemove: () => void;
  readonly onMove: (by: number) => void;
  readonly onPaste: (event: React.ClipboardEvent<HTMLTextAreaElement>) => void;
}) {
  const { number, one, step, readOnly, onChange } = props;
  if (readOnly) {
    return (
      <li className={css.step}>
        <span className="t3">{number}</span>
        <span dir="auto" className={css.stepText}>
          {step.title}
        </span>
        <span className="t2">{step.minutes === null ? 'no estimate' : minutesText(step.minutes)}</span>
      </li>
    );
  }
  return (
    <li className={css.step}>
      <span className="t3">{number}</span>
      <textarea
        className={css.stepText}
        rows={1}
        dir="auto"
        maxLength={2000}
        aria-label={`${one} ${number}`}
        title="Enter adds a step, Alt with the arrow keys moves this one"
        value={step.title}
        onChange={(event) => onChange({ ...step, title: event.currentTarget.value.replace(/[\r\n]+/g, ' ') })}
        onPaste={props.onPaste}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            props.onAdd();
          } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
            event.preventDefault();
            props.onMove(event.key === 'ArrowUp' ? -1 : 1);
          } else if (event.key === 'Backspace' && step.title === '') {
            event.preventDefault();
            props.onRemove();
          }
        }}
      />
      <span className={css.minutes}>
        <input
          inputMode="numeric"
          aria-label={`Minutes of ${one} ${number}`}
          placeholder="–"
          maxLength={5}
          value={step.minutes ?? ''}
          onChange={(event) => {
            const digits = event.currentTarget.value.replace(/\D/g, '');
            onChange({ ...step, minutes: digits === '' ? null : Math.min(10_080, Number(digits)) });
          }}
        />
        min
      </span>
      <IconButton
        icon="close"
        label={`Remove ${one} ${number}`}
        className={css.remove}
        onClick={props.onRemove}
      />
    </li>
  );
}

function stepSum(steps: readonly TicketStep[]): string {
  const { minutes, unknown } = minutesOf(steps);
  const sum = minutes > 0 ? formatDuration(minutes * 60_000) : '';
  const open = unknown > 0 ? `${unknown} without estimate` : '';
  return [sum, open].filter(Boolean).join(', ');
}
