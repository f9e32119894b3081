import { Link } from '@tanstack/react-router';
import { formatTime } from '#renderer/lib/format.ts';
import { buttonClass } from '#renderer/ui/Button.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Today } from '#shared/contract/today.ts';
import { runProgress } from './headline.ts';
import css from './Today.module.css';

/** Runs under way, with how far they are and when they will end. */
export function RunningList(props: { readonly running: Today['running']; readonly zone: string }) {
  return (
    <ul>
      {props.running.map((run) => (
        <li key={run.id} className={css.run}>
          <StateGlyph state="running" />
          <span className="b">
            {run.releaseName}
            {run.kind === 'rehearsal' ? ', rehearsal' : ''}
          </span>
          <span className="t2">{runProgress(run.done, run.total)}</span>
          <span className={css.steps} aria-hidden="true">
            {run.total <= 60 &&
              Array.from({ length: run.total }, (_, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row of equal marks
                <i key={n} className={n < run.done ? css.stepDone : n === run.done ? css.stepNow : ''} />
              ))}
          </span>
          <span className="t2">
            forecast end <b className={css.strong}>{formatTime(run.forecastEndAt, props.zone)}</b>
          </span>
          <Link to="/run/$id" params={{ id: run.id }} className={buttonClass({ size: 'small' })}>
            Watch<span className="sr"> {run.releaseName}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
