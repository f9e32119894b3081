import { useRouterState } from '@tanstack/react-router';
import { type ComponentType, type ReactNode, useEffect } from 'react';
import { PageHeader } from '#renderer/ui/Page.tsx';
import css from './Settings.module.css';

/** A page of settings: its sections under one another, beside a list of them. */
export function SettingsPage(props: {
  readonly title: string;
  readonly path: string;
  readonly sections: readonly { readonly id: string; readonly name: string; readonly Part: ComponentType }[];
  /** Leads to the settings this page is a part of. */
  readonly back?: ReactNode;
}) {
  const hash = useRouterState({ select: (state) => state.location.hash });
  useEffect(() => {
    if (hash) document.getElementById(hash)?.scrollIntoView();
  }, [hash]);
  return (
    <>
      <PageHeader title={props.title} />
      <div className={css.body}>
        <nav className={css.list} aria-label="Sections of the settings">
          {props.back}
          {props.sections.map(({ id, name }) => (
            <a key={id} href={`${props.path}#${id}`} onClick={(event) => jump(event, id)}>
              {name}
            </a>
          ))}
        </nav>
        <div className={css.sections}>
          {props.sections.map(({ id, name, Part }) => (
            <section key={id} id={id} className={css.section} aria-labelledby={`${id}-title`} tabIndex={-1}>
              <h2 id={`${id}-title`}>{name}</h2>
              <Part />
            </section>
          ))}
        </div>
      </div>
    </>
  );
}

function jump(event: { preventDefault(): void }, id: string): void {
  event.preventDefault();
  const section = document.getElementById(id);
  section?.scrollIntoView();
  section?.focus({ preventScroll: true });
}
