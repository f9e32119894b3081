import { useMemo } from 'react';
import { formatTime } from '#renderer/lib/format.ts';
import type { StepId } from '#shared/domain/ids.ts';
import css from './RunLog.module.css';
import { type LogRow, recordedLater, runLog } from './runLog.ts';
import type { RunModel } from './runModel.ts';

const SHOWN = 200;

/** The log of everything recorded, newest first; the step a line is about is selected by its name. */
export function RunLog(props: { readonly model: RunModel; readonly choose: (id: StepId) => void }) {
  const { model, choose } = props;
  const { view } = model;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the log depends on what was recorded, not on the second
  const log = useMemo(() => runLog(model), [view]);
  return (
    <section>
      <h2>Log</h2>
      {log.length === 0 && <p className="t2">Nothing recorded yet.</p>}
      <dl className={css.log} data-testid="run-log">
        {log.slice(0, SHOWN).map((row) => (
          <LogEntry key={row.id} row={row} zone={view.zone} choose={choose} />
        ))}
      </dl>
    </section>
  );
}

function LogEntry(props: {
  readonly row: LogRow;
  readonly zone: string;
  readonly choose: (id: StepId) => void;
}) {
  const { row, zone, choose } = props;
  const { step } = row;
  return (
    <>
      <dt>{formatTime(row.occurredAt, zone)}</dt>
      <dd>
        {step && (
          <button type="button" title={`Select step ${step.name}`} onClick={() => choose(step.id)}>
            {step.name}
          </button>
        )}
        {row.text}
        <small>
          {row.who}
          {recordedLater(row, zone)}
          {row.comment && `: ${row.comment}`}
        </small>
      </dd>
    </>
  );
}
