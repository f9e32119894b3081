import { classNames } from '#renderer/ui/classNames.ts';
import css from './Legend.module.css';
import { WindowSwatch } from './WindowSwatch.tsx';

/** What the grounds mean: window, freeze, business event. */
export function Legend({ className }: { readonly className?: string | undefined }) {
  return (
    <ul className={classNames(css.legend, className)} aria-label="Legend">
      <li>
        <WindowSwatch kind="allow" /> Maintenance window
      </li>
      <li>
        <WindowSwatch kind="deny" /> Freeze
      </li>
      <li>
        <WindowSwatch kind="inform" /> Inform
      </li>
    </ul>
  );
}
