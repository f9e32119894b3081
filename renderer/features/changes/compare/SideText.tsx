import css from './compare.module.css';
import type { Part, Side } from './differences.ts';

/** One side of a comparison; what the other side lacks is marked, by colour and by a line, and said to a screen reader. */
export function SideText({ side, mark }: { readonly side: Side; readonly mark: 'removed' | 'added' }) {
  const { list, parts } = side;
  if (parts.every(({ text }) => text === '')) return <p className="t3">Nothing</p>;
  if (!list) {
    return (
      <p className={css.text} dir="auto">
        {parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one comparison never move
          <PartText key={index} part={part} mark={mark} />
        ))}
      </p>
    );
  }
  return (
    <ol className={css.list} dir="auto">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one comparison never move
        <li key={index}>
          <PartText part={part} mark={mark} />
        </li>
      ))}
    </ol>
  );
}

function PartText({ part, mark }: { readonly part: Part; readonly mark: 'removed' | 'added' }) {
  if (!part.own) return <>{part.text}</>;
  const Mark = mark === 'removed' ? 'del' : 'ins';
  return <Mark className={css[mark]}>{part.text}</Mark>;
}
