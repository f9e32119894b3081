import css from './Wall.module.css';

/** A sentence in place of the wall. */
export function WallMessage({ text }: { readonly text: string }) {
  return (
    <div className={css.message} data-theme="dark" data-wall="">
      <p role="alert">{text}</p>
    </div>
  );
}
