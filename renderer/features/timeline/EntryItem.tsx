import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { dayKey, formatCount, formatDateTime, formatTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { classNames } from '#renderer/ui/classNames.ts';
import css from './Timeline.module.css';
import { UndoEntry } from './UndoEntry.tsx';
import type { ToldEntry } from './useTimeline.ts';
import type { FieldLine, Sentence } from './wording.ts';

const SENTENCES_SHOWN = 4;
const FIELDS_SHOWN = 3;

/** One entry: when, who, what, before and after, why, and undoing it where that is possible. */
export function EntryItem(props: { readonly told: ToldEntry; readonly narrow: boolean }) {
  const { entry, story } = props.told;
  const zone = useZone();
  const shown = story.sentences.slice(0, SENTENCES_SHOWN);
  const hidden = story.sentences.length - shown.length;
  const first = shown[0];
  return (
    <li className={classNames(css.entry, props.narrow && css.narrow)}>
      <time className={css.time} dateTime={new Date(story.at).toISOString()}>
        {formatTime(story.at, zone)}
      </time>
      <div className={css.what}>
        <p>
          <b>{entry.actor}</b>
          {entry.onBehalfOf !== null && <> for {entry.onBehalfOf}</>}{' '}
          {first && <SentenceText sentence={first} linked={!props.narrow} />}
          {story.recordedAt !== null && (
            <span className="t2">
              {' '}
              (recorded{' '}
              {dayKey(story.recordedAt, zone) === dayKey(story.at, zone)
                ? formatTime(story.recordedAt, zone)
                : formatDateTime(story.recordedAt, zone)}
              )
            </span>
          )}
        </p>
        {shown.slice(1).map((sentence) => (
          <p key={`${sentence.id}${sentence.text}`}>
            <SentenceText sentence={sentence} linked={!props.narrow} />
          </p>
        ))}
        {hidden > 0 && <p className="t2">and {formatCount(hidden, 'more thing')}</p>}
        {story.why !== '' && <p className={css.why}>{story.why}</p>}
        <Fields lines={story.fields} more={story.more} />
      </div>
      {entry.undoable && <UndoEntry told={props.told} />}
    </li>
  );
}

/** The sentence, leading to the thing it is about where that has a page. */
function SentenceText(props: { readonly sentence: Sentence; readonly linked: boolean }) {
  const { text, entity, id } = props.sentence;
  const to =
    entity === 'change'
      ? ('/change/$key' as const)
      : entity === 'release'
        ? ('/release/$key' as const)
        : null;
  if (!props.linked || to === null || text.startsWith('removed')) return <>{text}</>;
  return (
    <Link to={to} params={{ key: id }} className={css.link}>
      {text}
    </Link>
  );
}

/** Before and after of each field; many are folded. */
function Fields(props: { readonly lines: readonly FieldLine[]; readonly more: number }) {
  const [all, setAll] = useState(false);
  const { lines, more } = props;
  if (lines.length === 0 && more === 0) return null;
  const shown = all ? lines : lines.slice(0, FIELDS_SHOWN);
  const rest = lines.length - shown.length;
  const several = new Set(lines.map((line) => line.thing)).size > 1;
  return (
    <ul className={css.fields}>
      {shown.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry never changes, and a thing may change one field once only
        <li key={index}>
          <span className="t2">
            {several ? `${line.thing}, ` : ''}
            {line.field}:
          </span>{' '}
          <span className={css.before}>{line.before}</span> <span aria-hidden="true">→</span>
          <span className="sr">became</span> {line.after}
        </li>
      ))}
      {rest > 0 && (
        <li>
          <Button size="small" variant="quiet" onClick={() => setAll(true)}>
            and {formatCount(rest + more, 'more field')}
          </Button>
        </li>
      )}
      {rest === 0 && more > 0 && (
        <li className="t2">and {formatCount(more, lines.length > 0 ? 'more field' : 'more thing')}</li>
      )}
    </ul>
  );
}
