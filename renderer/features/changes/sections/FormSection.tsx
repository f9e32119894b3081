import type { ReactNode } from 'react';
import css from '../fields.module.css';
import type { SectionId } from '../sections.ts';

/** One part of the ticket form under its heading; `aside` stands at the end of the heading. */
export function FormSection(props: {
  readonly id: SectionId;
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section id={`section-${props.id}`} className={css.section} aria-label={props.title}>
      <h2>
        {props.title}
        {props.aside && <span className={css.aside}>{props.aside}</span>}
      </h2>
      {props.children}
    </section>
  );
}
