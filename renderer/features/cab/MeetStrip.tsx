import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { MeetingView } from '#shared/contract/cab.ts';
import type { AgendaItemId } from '#shared/domain/ids.ts';
import css from './Meet.module.css';
import { standingOf } from './meetingWords.ts';

/** Every item with how it stands, and the summary at the end. */
export function MeetStrip(props: {
  readonly view: MeetingView;
  readonly chosen: AgendaItemId | null;
  readonly choose: (id: AgendaItemId | 'summary') => void;
}) {
  const { lines } = props.view;
  const done = lines.filter((line) => line.outcome !== null).length;
  return (
    <nav className={css.strip} aria-label="Items">
      <p>
        {done} of {lines.length} decided
      </p>
      <ol>
        {lines.map((line, at) => {
          const { glyph, word } = standingOf(line);
          return (
            <li key={line.id}>
              <button
                type="button"
                aria-current={props.chosen === line.id ? 'step' : undefined}
                onClick={() => props.choose(line.id)}
              >
                <StateGlyph state={glyph} label={word} size={15} />
                <span className={css.stripNumber}>{at + 1}</span>
                <span className={css.stripTitle} dir="auto">
                  {line.title}
                </span>
                {line.late && <em>late</em>}
              </button>
            </li>
          );
        })}
        <li>
          <button
            type="button"
            aria-current={props.chosen === null ? 'step' : undefined}
            onClick={() => props.choose('summary')}
          >
            <span className={css.stripTitle}>Summary</span>
          </button>
        </li>
      </ol>
    </nav>
  );
}
