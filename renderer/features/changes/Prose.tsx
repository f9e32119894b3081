import { formatNumber } from '#renderer/lib/format.ts';
import { LightMarkdown } from '#renderer/ui/LightMarkdown.tsx';
import css from './paper.module.css';

const SIGHT = 900;

/** Text with light Markdown; a long one is cut where a reader would turn the page. Pictures are left out, links keep their words, and HTML stands there as it was typed. */
export function Prose({ text, missing }: { readonly text: string; readonly missing: string }) {
  if (!text.trim()) return <p className={css.missing}>{missing}</p>;
  const rest = text.length - SIGHT;
  return (
    <div dir="auto" className={css.prose}>
      <LightMarkdown text={text.slice(0, SIGHT)} />
      {rest > 0 && <p className={css.missing}>{formatNumber(rest)} more characters in the pack.</p>}
    </div>
  );
}
