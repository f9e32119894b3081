import { classNames } from '#renderer/ui/classNames.ts';
import type { WindowRule } from '#shared/contract/calendar.ts';
import css from './WindowSwatch.module.css';

/** The ground of a window, freeze or event in small, beside the word for it. */
export function WindowSwatch({ kind }: Pick<WindowRule, 'kind'>) {
  return <i className={classNames(css.swatch, css[kind])} aria-hidden="true" />;
}
