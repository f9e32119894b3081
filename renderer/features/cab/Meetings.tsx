import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useNames } from '#renderer/features/changes/names.ts';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc } from '#renderer/lib/client.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { dayKey, formatCount, formatDateTime, formatTimeZone } from '#renderer/lib/format.ts';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { Section } from '#renderer/ui/Page.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import type { CabMeeting, MeetingRow } from '#shared/contract/cab.ts';
import { DAY, MINUTE } from '#shared/domain/time.ts';
import css from './Cab.module.css';
import { CallOffDialog } from './CallOffDialog.tsx';
import { MeetingDialog } from './MeetingDialog.tsx';
import { draftOfMeeting, newMeeting } from './meetingDraft.ts';

const AHEAD = 400 * DAY;
const FEW = 5;

/** Meetings that lie ahead, and calling, changing and calling off one. */
export function Meetings() {
  const zone = useZone();
  const now = useMinute();
  const from = now - (now % DAY) - DAY;
  const meetings = useQuery(
    orpc.cab.list.queryOptions({ input: { from, until: from + AHEAD }, meta: { topics: ['cab'] } }),
  );
  const [asking, setAsking] = useState<
    { kind: 'call' } | { kind: 'edit'; meeting: CabMeeting } | { kind: 'remove'; meeting: MeetingRow } | null
  >(null);
  const [whole, setWhole] = useState(false);
  const closed = () => setAsking(null);
  const ahead = (list: readonly MeetingRow[]) =>
    list.filter((one) => one.start.at + one.minutes * MINUTE > now);
  return (
    <Section
      title="Meetings"
      aside={
        <Button size="small" icon="plus" onClick={() => setAsking({ kind: 'call' })}>
          Call a meeting
        </Button>
      }
    >
      <QueryState query={meetings} what="The list of meetings">
        {(list) =>
          ahead(list).length === 0 ? (
            <p className="t2">
              No meeting is called. The board meets to advise on changes before they are authorised; a weekly
              series stands in the calendar.
            </p>
          ) : (
            <>
              <ul>
                {ahead(list)
                  .slice(0, whole ? undefined : FEW)
                  .map((meeting) => (
                    <Row
                      key={meeting.id}
                      meeting={meeting}
                      zone={zone}
                      now={now}
                      onEdit={() => setAsking({ kind: 'edit', meeting })}
                      onRemove={() => setAsking({ kind: 'remove', meeting })}
                    />
                  ))}
              </ul>
              {ahead(list).length > FEW && (
                <Button variant="quiet" size="small" onClick={() => setWhole(!whole)}>
                  {whole ? 'Show fewer' : `Show all ${formatCount(ahead(list).length, 'meeting')}`}
                </Button>
              )}
            </>
          )
        }
      </QueryState>
      {asking?.kind === 'call' && (
        <MeetingDialog meeting={null} start={newMeeting(dayKey(now + DAY, zone), zone)} onClose={closed} />
      )}
      {asking?.kind === 'edit' && (
        <MeetingDialog meeting={asking.meeting} start={draftOfMeeting(asking.meeting)} onClose={closed} />
      )}
      {asking?.kind === 'remove' && <CallOffDialog meeting={asking.meeting} from={from} onClose={closed} />}
    </Section>
  );
}

function Row(props: {
  readonly meeting: MeetingRow;
  readonly zone: string;
  readonly now: number;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}) {
  const { meeting, zone, now } = props;
  const { start, minutes } = meeting;
  const chair = useNames().personName(meeting.chairId);
  return (
    <li className={css.meeting}>
      <span className="ref t2">{meeting.ref}</span>
      <span className={css.when}>
        {formatDateTime(start.at, zone, now)} to {formatTimeZone(start.at + minutes * MINUTE, zone)}
      </span>
      <span className={css.what}>
        <Link to="/cab/$key" params={{ key: meeting.ref }} className={css.title}>
          {meeting.name}
        </Link>
        <span className="t2">
          {meeting.items > 0 && `, ${meeting.items} on the agenda`}
          {chair && `, chaired by ${chair}`}
          {meeting.place && `, ${meeting.place}`}
        </span>
      </span>
      <span>
        <IconButton icon="edit" label={`Change ${meeting.ref}`} onClick={props.onEdit} />
        <IconButton icon="trash" label={`Call off ${meeting.ref}`} onClick={props.onRemove} />
      </span>
    </li>
  );
}
