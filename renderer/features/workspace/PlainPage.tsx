import { type ReactNode, useEffect } from 'react';
import { Mark } from '#renderer/ui/Icon.tsx';
import css from './PlainPage.module.css';

/** A page without the frame: first start, failures of the file, a refused window. */
export function PlainPage(props: { readonly title: string; readonly children: ReactNode }) {
  useEffect(() => {
    document.title = `${props.title} · Slipway`;
    document.documentElement.dataset.ready = 'true';
  }, [props.title]);
  return (
    <main className={css.page}>
      <div className={css.sheet}>
        <div className={css.brand}>
          <Mark size={30} />
          <span>Slipway</span>
        </div>
        <h1 className={css.title}>{props.title}</h1>
        {props.children}
      </div>
    </main>
  );
}
