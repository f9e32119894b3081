import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';
import css from './Page.module.css';

/** Head of a screen: its name (the one h1), what stands beside it, and its actions on the right. */
export function PageHeader(props: {
  readonly title: ReactNode;
  /** Line above the title: a date, a reference, a way back. */
  readonly above?: ReactNode;
  readonly beside?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <header className={css.header}>
      <div className={css.headline}>
        {props.above && <div className={css.above}>{props.above}</div>}
        <h1 className={css.title}>{props.title}</h1>
      </div>
      {props.beside && <div className={css.beside}>{props.beside}</div>}
      {props.actions && <div className={css.actions}>{props.actions}</div>}
    </header>
  );
}

/** Scrolling page body with the margins of a screen. `narrow` for text and forms. */
export function PageBody(props: { readonly narrow?: boolean; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={css.body} tabIndex={0} aria-label="Page content">
      <div className={classNames(css.inside, props.narrow && css.narrow)}>{props.children}</div>
    </section>
  );
}

/** A titled part of a page; `aside` stands at the right end of the heading line. */
export function Section(props: {
  readonly title: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly id?: string;
}) {
  return (
    <section className={css.section} id={props.id}>
      <div className={css.sectionHead}>
        <h2>{props.title}</h2>
        {props.aside !== undefined && <span>{props.aside}</span>}
      </div>
      {props.children}
    </section>
  );
}

/** Nothing here yet: one sentence that teaches, and the buttons that do it. */
export function EmptyState(props: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className={css.empty}>
      <p className={css.emptyTitle}>{props.title}</p>
      {props.children && <div className={css.emptyText}>{props.children}</div>}
      {props.actions && <div className={css.emptyActions}>{props.actions}</div>}
    </div>
  );
}
