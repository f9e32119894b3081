import type { ReactNode } from 'react';
import css from './Chip.module.css';
import { classNames } from './classNames.ts';
import { type GlyphState, StateGlyph } from './StateGlyph.tsx';

/** Glyph and word on a tint, 20 px. `bare` drops the frame for use inside rows. */
export function Chip(props: {
  readonly state: GlyphState;
  readonly bare?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <span
      className={classNames(css.chip, props.bare && css.bare, props.state === 'planned' && css.dashed)}
      data-state={props.state}
    >
      <StateGlyph state={props.state} size={12} />
      {props.children}
    </span>
  );
}

/** Filled plate for the condition of a run: green, amber or red, with its word. */
export function ConditionPlate(props: {
  readonly rag: 'green' | 'amber' | 'red';
  readonly children: ReactNode;
}) {
  return (
    <span className={css.plate} data-state={props.rag}>
      <span className={css.inverse}>
        <StateGlyph state={props.rag} size={16} />
      </span>
      {props.children}
    </span>
  );
}
