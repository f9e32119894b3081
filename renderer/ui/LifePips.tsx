import { classNames } from './classNames.ts';
import css from './LifePips.module.css';
import type { GlyphState } from './StateGlyph.tsx';

const LIFE = ['New', 'Assess', 'Authorize', 'Scheduled', 'Implement', 'Review', 'Closed'];

/** Where a change stands on its way: seven pips and the word. Cancelled has no pip, only its word. */
export function LifePips({ state, onHold = false }: { readonly state: string; readonly onHold?: boolean }) {
  const current = LIFE.indexOf(state);
  const colour: GlyphState | undefined =
    state === 'Implement' ? 'running' : state === 'Closed' ? 'done' : undefined;
  return (
    <span className={css.life} data-state={colour}>
      <i aria-hidden="true" className={css.pips}>
        {LIFE.map((name, index) => (
          <b key={name} className={classNames(index < current && css.on, index === current && css.current)} />
        ))}
      </i>
      {state}
      {onHold && <span className="t3">on hold</span>}
    </span>
  );
}

const LEVELS = ['low', 'moderate', 'high', 'very high'];

/** Risk as four rising bars, a word and the score. Ink, because risk is not a failure. */
export function RiskBars({ level, score }: { readonly level: string; readonly score?: number }) {
  const reached = LEVELS.indexOf(level);
  return (
    <span className={css.risk}>
      <i aria-hidden="true" className={css.bars}>
        {LEVELS.map((name, index) => (
          <b key={name} className={classNames(index <= reached && css.on)} />
        ))}
      </i>
      {level.charAt(0).toUpperCase() + level.slice(1)}
      {score !== undefined && <span className="t3">{score}</span>}
    </span>
  );
}
