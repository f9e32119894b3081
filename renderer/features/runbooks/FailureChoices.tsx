import { expandTimes, formatTime } from '#renderer/lib/format.ts';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { FailureChoice } from '#shared/contract/step-failures.ts';
import type { FailureOutlook } from '#shared/domain/runs/step-failures.ts';
import css from './FailureChoices.module.css';

const NAME: Readonly<Record<FailureChoice, string>> = {
  retry: 'Retry',
  workaround: 'Workaround',
  'roll forward': 'Roll forward',
  'back out': 'Back out',
  'one change': 'Back out its change',
  suspend: 'Suspend',
};

const MEANS: Readonly<Record<FailureChoice, string>> = {
  retry: 'The step starts again now.',
  workaround: 'Done another way; the run goes on.',
  'roll forward': 'A step is inserted that fixes it.',
  'back out': 'What was done is undone.',
  'one change': 'The run goes on without it.',
  suspend: 'Nothing new begins; the clocks go on.',
};

/** The ways on after a failure as radio buttons, each with the end, the back-out deadline and the condition it leads to. */
export function FailureChoices(props: {
  readonly outlooks: readonly FailureOutlook[];
  readonly choice: FailureChoice;
  readonly choose: (choice: FailureChoice) => void;
  readonly zone: string;
}) {
  const { outlooks, choice, choose, zone } = props;
  return (
    <fieldset className={css.ways}>
      <legend>What now</legend>
      {outlooks.map((one) => {
        const { forecastEndAt, backOutDeadlineAt, rag, because } = one.forecast;
        const picked = one.choice === choice;
        return (
          <label key={one.choice} className={css.way} data-picked={picked || undefined}>
            <input
              type="radio"
              name="failure"
              value={one.choice}
              checked={picked}
              disabled={one.refusal !== null}
              onChange={() => choose(one.choice)}
              data-autofocus={picked || undefined}
            />
            <span className={css.name}>
              <b>{NAME[one.choice]}</b>
              {one.proposed && <span className={css.proposed}>proposed</span>}
              <small>{MEANS[one.choice]}</small>
            </span>
            {one.refusal === null ? (
              <>
                <span className={css.at}>
                  {formatTime(forecastEndAt, zone)}
                  <small>{one.choice === 'back out' ? 'service restored' : 'forecast end'}</small>
                </span>
                <span className={css.at}>
                  {backOutDeadlineAt === null ? 'none' : formatTime(backOutDeadlineAt, zone)}
                  <small>back-out deadline</small>
                </span>
                <span className={css.why}>
                  <StateGlyph state={rag} /> {expandTimes(because, zone)}
                </span>
              </>
            ) : (
              <span className={css.refusal}>{one.refusal}</span>
            )}
          </label>
        );
      })}
    </fieldset>
  );
}
