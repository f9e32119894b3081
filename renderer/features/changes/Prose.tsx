import Markdown from 'react-markdown';
import { formatNumber } from '#renderer/lib/format.ts';
import css from './paper.module.css';

const SIGHT = 900;

/** Text with light Markdown; a long one is cut where a reader would turn the page. Pictures are left out, links keep their words, and HTML stands there as it was typed. */
export function Prose({ text, missing }: { readonly text: string; readonly missing: string }) {
  if (!text.trim()) return <p className={css.missing}>{missing}</p>;
  const rest = text.length - SIGHT;
  return (
    <div dir="auto" className={css.prose}>
      <Markdown
        allowedElements={['p', 'em', 'strong', 'code', 'ul', 'ol', 'li', 'br', 'blockquote']}
        unwrapDisallowed
      >
        {text.slice(0, SIGHT)}
      </Markdown>
      {rest > 0 && <p className={css.missing}>{formatNumber(rest)} more characters in the pack.</p>}
    </div>
  );
}
