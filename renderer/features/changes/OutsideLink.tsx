import type { ReactNode } from 'react';
import { useWorkspace } from '#renderer/features/workspace/useWorkspace.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import { isWebAddress } from '#shared/domain/drafts/work-items.ts';
import css from './links.module.css';

/** Leads to a page outside Slipway, in the browser. The desktop window opens https only, so that an http address is copied there. */
export function OutsideLink(props: { readonly href: string; readonly children: ReactNode }) {
  const { href, children } = props;
  const { shell } = useWorkspace();
  if (!isWebAddress(href)) return <span className={css.outside}>{children}</span>;
  if (shell === 'electron' && !/^https:/i.test(href)) {
    const copy = () =>
      navigator.clipboard.writeText(href).then(
        () => toastDone('The address was copied'),
        (error: unknown) => toastError('The address was not copied', error),
      );
    return (
      <button
        type="button"
        className={css.outside}
        title={`Copies ${href}: only https addresses are opened from this window`}
        onClick={() => void copy()}
      >
        {children} <Icon name="copy" size={12} />
      </button>
    );
  }
  return (
    <a className={css.outside} href={href} target="_blank" rel="noreferrer" title={href}>
      {children} <Icon name="external" size={12} />
    </a>
  );
}
