import { classNames } from '#renderer/ui/classNames.ts';
import css from './Legend.module.css';

/** What the grounds mean: window, freeze, business event. */
export function Legend({ className }: { readonly className?: string | undefined }) {
  return (
    <ul className={classNames(css.legend, className)} aria-label="Legend">
      <li>
        <i className={classNames(css.swatch, css.allow)} /> Maintenance window
      </li>
      <li>
        <i className={classNames(css.swatch, css.deny)} /> Freeze
      </li>
      <li>
        <i className={classNames(css.swatch, css.inform)} /> Inform
      </li>
    </ul>
  );
}
