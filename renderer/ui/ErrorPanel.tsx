import { type ReactNode, useState } from 'react';
import { Button } from './Button.tsx';
import css from './ErrorPanel.module.css';
import { StateGlyph } from './StateGlyph.tsx';

/** A failure in words: what happened, what it means, what to do, and a detail that can be copied. */
export function ErrorPanel(props: {
  readonly what: string;
  readonly means?: string;
  readonly todo?: string;
  readonly detail?: string;
  readonly actions?: ReactNode;
}) {
  return (
    <div className={css.panel} role="alert">
      <p className={css.what}>
        <StateGlyph state="failed" />
        {props.what}
      </p>
      {props.means && <p>{props.means}</p>}
      {props.todo && <p>{props.todo}</p>}
      {props.actions && <div className={css.actions}>{props.actions}</div>}
      {props.detail && <CopyableDetail detail={props.detail} />}
    </div>
  );
}

/** Technical text behind a fold, with a button that copies it. */
export function CopyableDetail({ detail }: { readonly detail: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <details className={css.detail}>
      <summary>Detail</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre tabIndex={0}>{detail}</pre>
      <Button
        size="small"
        icon="copy"
        onClick={() => void navigator.clipboard.writeText(detail).then(() => setCopied(true))}
      >
        {copied ? 'Copied' : 'Copy'}
      </Button>
    </details>
  );
}
