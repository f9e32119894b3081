import type { IconName } from '#renderer/ui/Icon.tsx';
import type { CalendarRange, MeetingMark, TrainMark } from '#shared/contract/calendar.ts';

/** A CAB meeting or a time of a train: something that happens at its hour and is not work. */
export type CalendarEvent = {
  readonly key: string;
  readonly kind: 'meeting' | 'train';
  readonly icon: IconName;
  /** `CAB-A3 Weekly CAB, 6 on the agenda`, `Train T7 cut-off`, `T7 departs`. */
  readonly text: string;
  readonly startsAt: number;
  readonly endsAt: number;
};

/** Meetings and train times as events, earliest first. */
export function eventsOf({
  meetings,
  trains,
}: {
  readonly meetings: Readonly<CalendarRange['meetings']>;
  readonly trains: Readonly<CalendarRange['trains']>;
}): readonly CalendarEvent[] {
  return [...meetings.map(fromMeeting), ...trains.map(fromTrain)].toSorted((a, b) => a.startsAt - b.startsAt);
}

function fromMeeting({ id, ref, name, items, startsAt, endsAt }: MeetingMark): CalendarEvent {
  const agenda = items > 0 ? `, ${items} on the agenda` : '';
  return { key: id, kind: 'meeting', icon: 'people', text: `${ref} ${name}${agenda}`, startsAt, endsAt };
}

function fromTrain(mark: TrainMark): CalendarEvent {
  return {
    key: `${mark.trainId} ${mark.kind} ${mark.number}`,
    kind: 'train',
    icon: 'flag',
    text: trainText(mark),
    startsAt: mark.startsAt,
    endsAt: mark.endsAt,
  };
}

function trainText({ kind, label }: TrainMark): string {
  switch (kind) {
    case 'cut-off':
      return `Train ${label} cut-off`;
    case 'demo':
      return `Train ${label} demo`;
    case 'departure':
      return `${label} departs`;
  }
}
