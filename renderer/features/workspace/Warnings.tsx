import { useState } from 'react';
import { IconButton } from '#renderer/ui/Button.tsx';
import css from './Frame.module.css';

const KEY = 'slipway.read-warnings';

/** Sentences about the place of the file, until each has been read and closed; the settings keep listing them. */
export function Warnings({ warnings }: { readonly warnings: readonly string[] }) {
  const [read, setRead] = useState<readonly string[]>(() => (localStorage.getItem(KEY) ?? '').split('\n'));
  const close = (warning: string) => {
    const now = [...read, warning];
    localStorage.setItem(KEY, now.join('\n'));
    setRead(now);
  };
  return warnings
    .filter((warning) => !read.includes(warning))
    .map((warning) => (
      <p key={warning} className={css.warning} role="status">
        {warning}
        <IconButton icon="close" label="Close this notice" onClick={() => close(warning)} />
      </p>
    ));
}
