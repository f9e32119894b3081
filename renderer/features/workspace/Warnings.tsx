import { useState } from 'react';
import { IconButton } from '#renderer/ui/Button.tsx';
import css from './Frame.module.css';

const KEY = 'slipway.read-warnings';

/** Notices this device was shown; the first start says them, so the screens need not say them again. */
export function markWarningsRead(warnings: readonly string[]): string[] {
  const read = [...new Set([...(localStorage.getItem(KEY) ?? '').split('\n'), ...warnings])];
  localStorage.setItem(KEY, read.join('\n'));
  return read;
}

/** Sentences about the place of the file, until each has been read; the settings keep listing them. */
export function Warnings({ warnings }: { readonly warnings: readonly string[] }) {
  const [read, setRead] = useState<readonly string[]>(() => markWarningsRead([]));
  return warnings
    .filter((warning) => !read.includes(warning))
    .map((warning) => (
      <p key={warning} className={css.warning} role="status">
        {warning}
        <IconButton
          icon="close"
          label="Close this notice"
          onClick={() => setRead(markWarningsRead([warning]))}
        />
      </p>
    ));
}
