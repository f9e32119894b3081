import type { RunModel } from '#renderer/features/runbooks/runModel.ts';
import { expandTimes, formatTime, formatWhen } from '#renderer/lib/format.ts';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import css from './Wall.module.css';

/** The condition of the run on its plate: shape, word, and the reason in one sentence. */
export function WallCondition({ model }: { readonly model: RunModel }) {
  const { forecast, phase, view, now } = model;
  const { rag } = forecast;
  if (phase === 'not started') {
    return (
      <div className={css.rag} data-rag="none">
        <div className={css.signal}>
          <StateGlyph state="ready" />
          <span>PLANNED</span>
        </div>
        <p className={css.why}>Starts {formatWhen(view.run.plannedStartAt, view.zone, now)}.</p>
      </div>
    );
  }
  const { suspended } = model;
  if (suspended !== null) {
    return (
      <div className={css.rag} data-rag="amber" role="status">
        <div className={css.signal}>
          <StateGlyph state="amber" />
          <span>SUSPENDED</span>
        </div>
        <p className={css.why}>
          Since {formatTime(suspended.occurredAt, view.zone)}: {suspended.comment}
        </p>
      </div>
    );
  }
  const backing = view.run.backsOutId !== null;
  const word =
    phase === 'ended' ? (backing ? 'BACKED OUT' : 'ENDED') : backing ? 'BACKING OUT' : rag.toUpperCase();
  return (
    <div className={css.rag} data-rag={rag} role="status">
      <div className={css.signal}>
        <StateGlyph state={rag} />
        <span>{word}</span>
      </div>
      <p className={css.why}>{reason(expandTimes(forecast.because, view.zone))}</p>
    </div>
  );
}

/** The first clause of the reason: what follows a semicolon stands on the gauge. A length of time stays in one piece. */
function reason(sentence: string): string {
  const [first = ''] = sentence.split(';');
  return `${first.replace(/\.$/, '')}.`
    .replace(/(\d+) (min|h|days?)\b/g, '$1\u00a0$2')
    .replace(/(h|days?) (?=\d+\u00a0(?:min|h)\b)/g, '$1\u00a0');
}
