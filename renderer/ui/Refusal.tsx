import type { ReactNode } from 'react';
import { errorSentence } from '#renderer/lib/errors.ts';
import { StateGlyph } from './StateGlyph.tsx';

/** Why what was asked for did not happen, in the dialog that asked; nothing while there is no error. Children stand after the reason. */
export function Refusal(props: { readonly error: unknown; readonly children?: ReactNode }) {
  if (props.error === null || props.error === undefined) return null;
  return (
    <p role="alert" style={{ color: 'var(--sl-failed)' }}>
      <StateGlyph state="failed" size={12} /> {errorSentence(props.error)} {props.children}
    </p>
  );
}
