import { useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { expandTimes, formatTime, formatZone } from '#renderer/lib/format.ts';
import { Checkbox, TextField } from '#renderer/ui/Fields.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import type { StepTimes } from '#shared/contract/run-clock.ts';
import type { StepId } from '#shared/domain/ids.ts';
import type { DoubtfulTime } from '#shared/domain/runs/clock-corrections.ts';
import css from './CorrectTimesDialog.module.css';
import { clockQuestion, doubtfulName } from './clockQuestion.ts';
import { recentTime } from './recentTime.ts';
import type { RunModel } from './runModel.ts';

type Line = { readonly time: DoubtfulTime; readonly chosen: boolean; readonly text: string };

/** Puts times right that were recorded by a wrong clock: the ticks are taken back and recorded anew. */
export function CorrectTimesDialog({
  model,
  close,
}: {
  readonly model: RunModel;
  readonly close: () => void;
}) {
  const { view, now } = model;
  const { zone } = view;
  const [lines, setLines] = useState<readonly Line[]>(() =>
    (clockQuestion(view)?.times ?? []).map((time) => ({
      time,
      chosen: time.wrong,
      text: formatTime(time.proposed, zone),
    })),
  );
  const change = (at: number, part: Partial<Line>) =>
    setLines(lines.map((line, i) => (i === at ? { ...line, ...part } : line)));
  // What nobody touched keeps its seconds.
  const instantOf = ({ time, text }: Line) =>
    text === formatTime(time.proposed, zone) ? time.proposed : recentTime(text, zone, now);
  const chosen = lines.filter((line) => line.chosen);
  const wrong = chosen.some((line) => instantOf(line) === null);
  return (
    <ReasonDialog
      title="Correct the times"
      confirm={chosen.length === 1 ? 'Correct one time' : `Correct ${chosen.length} times`}
      label="What happened to the clock, if there is something to record"
      needed={false}
      blocked={chosen.length === 0 || wrong}
      onClose={close}
      act={(reason) => {
        const given = chosen.map((line) => ({ ...line.time, at: instantOf(line) }));
        const startedAt = given.find(({ stepId }) => stepId === null)?.at ?? null;
        return client.runClock.answer({ id: view.run.id, startedAt, times: bySteps(given), reason });
      }}
    >
      <p>
        What stands on record stays in the log. The ticks are taken back and recorded anew with the times in{' '}
        {formatZone(zone, now)}.
      </p>
      <ul className={css.times}>
        {lines.map((line, at) => {
          const name = doubtfulName(view, line.time);
          const label = name.charAt(0).toUpperCase() + name.slice(1);
          return (
            <li key={name}>
              <Checkbox
                aria-label={label}
                checked={line.chosen}
                onChange={(event) => change(at, { chosen: event.currentTarget.checked })}
              />
              <span className={css.what}>
                {label}
                <small>{expandTimes(`recorded for {${line.time.at}}`, zone)}</small>
              </span>
              <TextField
                aria-label={`Right time of ${name}`}
                value={line.text}
                onChange={(event) => change(at, { text: event.currentTarget.value, chosen: true })}
                error={line.chosen && instantOf(line) === null}
                inputMode="numeric"
                maxLength={5}
                w={72}
              />
            </li>
          );
        })}
      </ul>
    </ReasonDialog>
  );
}

function bySteps(
  given: readonly (Pick<DoubtfulTime, 'stepId' | 'of'> & { readonly at: number | null })[],
): StepTimes[] {
  const times = new Map<StepId, StepTimes>();
  for (const { stepId, of, at } of given) {
    if (stepId === null) continue;
    const known = times.get(stepId) ?? { stepId, startedAt: null, endedAt: null };
    times.set(stepId, of === 'start' ? { ...known, startedAt: at } : { ...known, endedAt: at });
  }
  return [...times.values()];
}
