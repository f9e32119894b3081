import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useNames } from '#renderer/features/changes/names.ts';
import { Packs } from '#renderer/features/packs/Packs.tsx';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { formatDateTime, formatTime, formatTimeZone } from '#renderer/lib/format.ts';
import { Button, ButtonInside, buttonClass } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { PageBody, PageHeader } from '#renderer/ui/Page.tsx';
import type { CabMeeting, Filled, MeetingView } from '#shared/contract/cab.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { Agenda } from './Agenda.tsx';
import { Attendance } from './Attendance.tsx';
import css from './Meeting.module.css';
import { MeetingDialog } from './MeetingDialog.tsx';
import { MinutesSection } from './MinutesSection.tsx';
import { draftOfMeeting } from './meetingDraft.ts';
import { phaseOf } from './meetingWords.ts';
import { NoMeeting } from './NoMeeting.tsx';
import { useAct, useMeeting } from './useMeeting.ts';

/** One meeting of the board: who, what is heard and when, and what was said. The address may hold anything. */
export function MeetingScreen({ meetingKey }: { readonly meetingKey: string }) {
  const meeting = useMeeting(meetingKey);
  if (meeting.data) return <MeetingPage view={meeting.data} />;
  return <NoMeeting meetingKey={meetingKey} query={meeting} />;
}

function MeetingPage({ view }: { readonly view: MeetingView }) {
  const { meeting } = view;
  const [editing, setEditing] = useState(false);
  const [filled, setFilled] = useState<Filled | null>(null);
  const phase = phaseOf(meeting);
  const end = useAct('The meeting was not ended');
  return (
    <>
      <PageHeader
        title={meeting.name}
        above={
          <>
            <Link to="/cab">CAB</Link> <span className="ref">{meeting.ref}</span>
          </>
        }
        beside={<MeetingLine meeting={meeting} />}
        actions={
          <>
            <Button icon="edit" onClick={() => setEditing(true)}>
              Change
            </Button>
            {phase === 'running' && (
              <Button disabled={end.busy} onClick={() => end.run(() => client.cab.end({ id: meeting.id }))}>
                End the meeting
              </Button>
            )}
            <Link
              to="/cab/$key/meet"
              params={{ key: meeting.ref }}
              className={buttonClass({ variant: 'primary' })}
            >
              <ButtonInside icon="play">
                {phase === 'called' ? 'Hold the meeting' : phase === 'running' ? 'Go on' : 'Look back'}
              </ButtonInside>
            </Link>
          </>
        }
      />
      <PageBody>
        <div className={css.columns}>
          <div className={css.main}>
            <Agenda view={view} filled={filled} onFilled={setFilled} />
          </div>
          <aside className={css.side} aria-label="Board and minutes">
            <Packs meeting={meeting} />
            <Attendance meeting={meeting} />
            <MinutesSection key={meeting.id} meeting={meeting} />
          </aside>
        </div>
      </PageBody>
      {editing && (
        <MeetingDialog meeting={meeting} start={draftOfMeeting(meeting)} onClose={() => setEditing(false)} />
      )}
    </>
  );
}

function MeetingLine({ meeting }: { readonly meeting: CabMeeting }) {
  const zone = useZone();
  const now = useMinute();
  const { personName } = useNames();
  const { start, minutes, startedAt, endedAt } = meeting;
  const chair = personName(meeting.chairId);
  return (
    <>
      <span className="t2">
        {formatDateTime(start.at, zone, now)} to {formatTimeZone(start.at + minutes * MINUTE, zone)}
        {chair ? `, chaired by ${chair}` : ', no chair named'}
        {meeting.place && `, ${meeting.place}`}
      </span>
      {startedAt !== null && (
        <Chip state={endedAt === null ? 'running' : 'done'}>
          {endedAt === null
            ? `Running since ${formatTime(startedAt, zone)}`
            : `Held ${formatTime(startedAt, zone)} to ${formatTime(endedAt, zone)}`}
        </Chip>
      )}
    </>
  );
}
