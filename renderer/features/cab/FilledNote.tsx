import type { Filled } from '#shared/contract/cab.ts';
import { numberWord } from '#shared/domain/wording.ts';
import css from './Meeting.module.css';
import { filledWords } from './meetingWords.ts';

/** What came onto an agenda, and each thing that was left out with the reason. */
export function FilledNote({ filled }: { readonly filled: Filled }) {
  return (
    <div className={css.filled} role="status">
      <p>
        <b>{filledWords(filled)}</b>
      </p>
      {filled.left.length > 0 && (
        <ul>
          {filled.left.map((one) => (
            <li key={one.ref}>
              <span className="ref t2">{one.ref}</span> <span dir="auto">{one.title}</span>
              <span className="t2">: {one.why}</span>
            </li>
          ))}
          {filled.more > 0 && <li className="t2">and {numberWord(filled.more)} more.</li>}
        </ul>
      )}
    </div>
  );
}
