import type { ReactNode, Ref } from 'react';
import { classNames } from '#renderer/ui/classNames.ts';
import { type GlyphState, StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Conflict } from '#shared/contract/conflicts.ts';
import css from './ConflictCard.module.css';
import { ConflictLines } from './ConflictLines.tsx';

/** What a card says at a glance: barred, in conflict, free, not to be moved, or not known yet. */
export type CardTone = 'hard' | 'soft' | 'free' | 'fixed' | 'asking';

const GLYPHS: Readonly<Record<CardTone, GlyphState>> = {
  hard: 'failed',
  soft: 'late',
  free: 'done',
  fixed: 'blocked',
  asking: 'planned',
};

/** Names every conflict of a time that is looked at, and offers a better one. Children are what can be done. */
export function ConflictCard(props: {
  readonly title: string;
  /** Reference of what is looked at. */
  readonly about: string;
  readonly tone: CardTone;
  /** Time that the card is about, or another sentence under the title. */
  readonly when: string;
  readonly conflicts: readonly Conflict[];
  readonly zone: string;
  /** The next free time and why it is one. */
  readonly free: { readonly title: string; readonly why: string } | null;
  readonly children?: ReactNode;
  readonly cardRef?: Ref<HTMLDivElement>;
}) {
  const { title, tone, free } = props;
  return (
    <div ref={props.cardRef} role="dialog" aria-label={title} className={classNames(css.card, css[tone])}>
      <h3 className={css.title}>
        <StateGlyph state={GLYPHS[tone]} size={16} /> {title}
      </h3>
      {props.when !== '' && <p className={css.when}>{props.when}</p>}
      <ConflictLines conflicts={props.conflicts} about={props.about} zone={props.zone} />
      {free && (
        <div className={css.free}>
          <b>{free.title}</b>
          {free.why !== '' && <p>{free.why}</p>}
        </div>
      )}
      {props.children}
    </div>
  );
}
