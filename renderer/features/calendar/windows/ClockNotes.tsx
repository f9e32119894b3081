import type { Occurrence } from '#shared/contract/calendar.ts';
import { clockSentences } from './clockSentences.ts';
import css from './WindowForm.module.css';

/** What the change of clocks does to an occurrence, a sentence each; nothing where both ends stand on a plain hour. */
export function ClockNotes(props: { readonly occurrence: Occurrence; readonly length: number }) {
  return clockSentences(props.occurrence, props.length).map((sentence) => (
    <span key={sentence} className={css.clock}>
      {sentence}
    </span>
  ));
}
