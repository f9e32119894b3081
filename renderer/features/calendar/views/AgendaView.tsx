import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { CHECK_TOPICS } from '#renderer/features/conflicts/useConflicts.ts';
import { orpc } from '#renderer/lib/client.ts';
import { formatLongDate } from '#renderer/lib/format.ts';
import { classNames } from '#renderer/ui/classNames.ts';
import { AgendaDaySection } from './AgendaDaySection.tsx';
import css from './AgendaView.module.css';
import { agendaOf } from './agenda.ts';
import type { ViewProps } from './viewProps.ts';

/** Four weeks as a list, day by day: when, what, its state and its conflicts in words. Arrow keys walk the lines. */
export function AgendaView(props: ViewProps) {
  const days = props.weeks.flat();
  const from = days[0]?.startsAt ?? 0;
  const until = days.at(-1)?.endsAt ?? 1;
  const conflicts = useQuery(
    orpc.conflicts.list.queryOptions({ input: { from, until }, meta: { topics: CHECK_TOPICS } }),
  );
  const byRef = Map.groupBy(conflicts.data ?? [], ({ ref }) => ref);
  const list = useRef<HTMLDivElement>(null);
  const { selected } = props;
  useEffect(() => {
    // Not scrollIntoView: on a low window it would push the calendar's bar out of sight as well.
    const scroll = () => {
      const day = list.current?.querySelector(`[data-date="${selected}"]`);
      if (!list.current || !day) return;
      list.current.scrollTop += day.getBoundingClientRect().top - list.current.getBoundingClientRect().top;
    };
    scroll();
    // Days above take their real height only once they have been drawn.
    const again = requestAnimationFrame(() => requestAnimationFrame(scroll));
    return () => cancelAnimationFrame(again);
  }, [selected]);

  const agenda = agendaOf(days, props.data, props.hidden);
  const filled = agenda.filter(({ day, entries }) => entries.length > 0 || day.date === selected);
  if (filled.every(({ entries }) => entries.length === 0)) {
    return (
      <p className={css.empty}>
        Nothing is planned from {formatLongDate(from, props.zone)} to {formatLongDate(until - 1, props.zone)},
        as far as layers and filters show.
      </p>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move the focus between the links and buttons inside
    <div className={css.list} ref={list} onKeyDown={walk}>
      {filled.map(({ day, entries }) => (
        <AgendaDaySection
          key={day.date}
          day={day}
          entries={entries}
          conflictsByRef={byRef}
          zone={props.zone}
          now={props.now}
          className={classNames(css.day, day.date === selected && css.selected)}
          onOpen={props.onOpen}
          onOccurrence={props.onOccurrence}
        />
      ))}
    </div>
  );
}

/** Up and down, home and end, from line to line; other keys stay those of the calendar. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-line]')];
  const at = lines.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[event.key];
  if (to === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  event.preventDefault();
  lines[Math.max(0, Math.min(to, lines.length - 1))]?.focus();
}
