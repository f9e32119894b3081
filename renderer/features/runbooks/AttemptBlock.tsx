import { formatClock, formatDuration, formatSeconds, formatTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { type GlyphState, StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { AttemptView } from '#shared/contract/automation.ts';
import { counted } from '#shared/domain/wording.ts';
import css from './AttemptBlock.module.css';
import type { RunModel } from './runModel.ts';

const glyphs: Readonly<Record<AttemptView['outcome'], GlyphState>> = {
  running: 'running',
  passed: 'done',
  failed: 'failed',
  'timed out': 'failed',
  'taken over': 'workaround',
  interrupted: 'amber',
};

/** The last attempt of an automated step: since when it runs or how it ended, and the last lines it wrote. */
export function AttemptBlock(props: {
  readonly model: RunModel;
  readonly attempt: AttemptView;
  readonly showOutput: () => void;
}) {
  const { model, attempt } = props;
  return (
    <div className={css.block} data-testid="attempt">
      <p className={css.state} role="status">
        <StateGlyph state={glyphs[attempt.outcome]} size={14} /> {sentence(attempt, model)}
        {attempt.outcome === 'running' && attempt.here && (
          <span aria-hidden="true" className={css.clock}>
            {formatClock(Math.max(0, model.now - attempt.startedAt))}
          </span>
        )}
      </p>
      {attempt.tail !== '' && <pre className={css.lines}>{attempt.tail}</pre>}
      {attempt.chars > 0 && (
        <Button variant="quiet" size="small" onClick={props.showOutput}>
          Show output<span className="t2">{counted(attempt.chars, 'character')}</span>
        </Button>
      )}
    </div>
  );
}

function sentence(attempt: AttemptView, { view: { zone } }: RunModel): string {
  const { startedAt, endedAt, code, automation, limitAt } = attempt;
  const time = (at: number) => formatTime(at, zone);
  const took = endedAt === null ? '' : `at ${time(endedAt)} after ${formatDuration(endedAt - startedAt)}`;
  const codeText = code === null ? '' : automation.kind === 'http' ? `, status ${code}` : `, code ${code}`;
  switch (attempt.outcome) {
    case 'running':
      if (attempt.stopping) return 'Stopping, with all it started.';
      if (!attempt.here) return `Started ${time(startedAt)} on another device and followed there.`;
      return `Running since ${formatSeconds(startedAt, zone)}${limitAt === null ? '' : `, stopped at ${time(limitAt)} at the latest`}`;
    case 'passed':
      return `Passed ${took}${codeText}`;
    case 'failed':
      return `Failed ${took}${codeText}`;
    case 'timed out':
      return `Stopped at its time limit ${took}`;
    case 'taken over':
      return `Taken over by hand ${took}`;
    case 'interrupted':
      return `Interrupted: Slipway was closed while it ran, which began ${time(startedAt)}. Look how far it came before going on.`;
  }
}
