import { useQuery } from '@tanstack/react-query';
import { AgendaLine } from '#renderer/features/calendar/views/AgendaLine.tsx';
import { type AgendaEntry, agendaOf } from '#renderer/features/calendar/views/agenda.ts';
import { clockChange } from '#renderer/features/calendar/views/hours.ts';
import { CHECK_TOPICS } from '#renderer/features/conflicts/useConflicts.ts';
import { orpc } from '#renderer/lib/client.ts';
import { formatLongDate } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Section } from '#renderer/ui/Page.tsx';
import { SidePanel } from '#renderer/ui/SidePanel.tsx';
import type { Occurrence } from '#shared/contract/calendar.ts';
import { type CalendarData, selectDay, showView } from './calendarStore.ts';
import css from './DayPanel.module.css';
import { daysFrom } from './layout.ts';

const PARTS = [
  { kind: 'window', title: 'Windows and freezes', none: 'None on this day.' },
  { kind: 'event', title: 'CAB and trains', none: 'None on this day.' },
  { kind: 'booking', title: 'Releases and changes', none: 'Nothing is planned on this day.' },
] as const;

/** Everything that lies on one day, in words and in order, whatever the layers hide. */
export function DayPanel(props: {
  readonly date: string | null;
  readonly zone: string;
  readonly data: CalendarData;
  readonly onClose: () => void;
  readonly onOccurrence: (occurrence: Occurrence) => void;
}) {
  const { date, zone } = props;
  const days = date === null ? [] : daysFrom(date, 1, zone);
  const day = days[0];
  const conflicts = useQuery(
    orpc.conflicts.list.queryOptions({
      input: { from: day?.startsAt ?? 0, until: day?.endsAt ?? 1 },
      meta: { topics: CHECK_TOPICS },
      enabled: day !== undefined,
    }),
  );
  const byRef = Map.groupBy(conflicts.data ?? [], ({ ref }) => ref);
  const entries: readonly AgendaEntry[] = agendaOf(days, props.data, [])[0]?.entries ?? [];
  const change = day === undefined ? '' : clockChange(day, zone);
  return (
    <SidePanel
      opened={day !== undefined}
      onClose={props.onClose}
      title={day === undefined ? '' : formatLongDate(day.startsAt, zone)}
      keep={false}
    >
      {day !== undefined && (
        <div className={css.panel}>
          {change !== '' && <p className={css.change}>{change}.</p>}
          <Button
            size="small"
            onClick={() => {
              selectDay(day.date);
              showView('day');
              props.onClose();
            }}
          >
            Show the day by the hour
          </Button>
          {PARTS.map(({ kind, title, none }) => {
            const part = entries.filter((entry) => entry.kind === kind);
            return (
              <Section key={kind} title={title} aside={part.length}>
                {part.length === 0 && <p className="t2">{none}</p>}
                <ul>
                  {part.map((entry) => (
                    <AgendaLine
                      key={entry.key}
                      entry={entry}
                      day={day}
                      zone={zone}
                      conflicts={entry.kind === 'booking' ? (byRef.get(entry.booking.ref) ?? []) : []}
                      onOccurrence={props.onOccurrence}
                    />
                  ))}
                </ul>
              </Section>
            );
          })}
        </div>
      )}
    </SidePanel>
  );
}
