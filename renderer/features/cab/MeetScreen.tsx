import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client } from '#renderer/lib/client.ts';
import { useNow } from '#renderer/lib/clock.ts';
import { formatClock, formatTime, formatTimeZone } from '#renderer/lib/format.ts';
import { Button, buttonClass } from '#renderer/ui/Button.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { AgendaLine, CabMeeting, MeetingView } from '#shared/contract/cab.ts';
import type { AgendaItemId } from '#shared/domain/ids.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { Attendance } from './Attendance.tsx';
import css from './Meet.module.css';
import { MeetActs } from './MeetActs.tsx';
import { MeetItem } from './MeetItem.tsx';
import { MeetStrip } from './MeetStrip.tsx';
import { MeetSummary } from './MeetSummary.tsx';
import { Minutes } from './Minutes.tsx';
import { phaseOf } from './meetingWords.ts';
import { NoMeeting } from './NoMeeting.tsx';
import { currentOf, useAct, useMeeting, useQuorum } from './useMeeting.ts';

/** The meeting while it is held: one item, large, with its keys; the room reads it from the far end of a table. */
export function MeetScreen({ meetingKey }: { readonly meetingKey: string }) {
  const meeting = useMeeting(meetingKey);
  if (meeting.data) return <Meet view={meeting.data} />;
  return <NoMeeting meetingKey={meetingKey} query={meeting} />;
}

function Meet({ view }: { readonly view: MeetingView }) {
  const { meeting, lines } = view;
  const [chosen, choose] = useState<AgendaItemId | 'summary' | null>(
    phaseOf(meeting) === 'held' ? 'summary' : null,
  );
  const line = lines.find((one) => one.id === chosen) ?? currentOf(view);
  const showsItem = chosen !== 'summary' && line !== undefined;
  return (
    <div className={css.meet}>
      <Head meeting={meeting} onEnded={() => choose('summary')} />
      <div className={css.body}>
        <MeetStrip view={view} chosen={showsItem ? line.id : null} choose={choose} />
        <main className={css.centre}>
          {showsItem ? <MeetItem key={line.id} line={line} /> : <MeetSummary view={view} />}
        </main>
        <aside className={css.side} aria-label="Board and minutes">
          <Attendance meeting={meeting} />
          <section>
            <h2 className={css.sideHead}>Minutes</h2>
            <Minutes key={meeting.id} meeting={meeting} rows={6} />
          </section>
        </aside>
      </div>
      <MeetActs view={view} line={showsItem ? line : null} choose={choose} />
    </div>
  );
}

function Head(props: { readonly meeting: CabMeeting; readonly onEnded: () => void }) {
  const { meeting } = props;
  const phase = phaseOf(meeting);
  const quorum = useQuorum(meeting);
  const act = useAct('The meeting was not changed');
  return (
    <header className={css.head}>
      <div>
        <h1>
          {meeting.name} <span className="ref t2">{meeting.ref}</span>
        </h1>
        <p className={css.quorum}>
          <StateGlyph state={quorum.met ? 'done' : 'late'} size={15} /> {quorum.sentence}
        </p>
      </div>
      <MeetingClock meeting={meeting} />
      <div className={css.headActs}>
        {phase !== 'running' && (
          <Button
            variant={phase === 'called' ? 'primary' : 'default'}
            size="large"
            icon="play"
            disabled={act.busy}
            onClick={() => act.run(() => client.cab.start({ id: meeting.id }))}
          >
            {phase === 'called' ? 'Start the meeting' : 'Open it again'}
          </Button>
        )}
        {phase === 'running' && (
          <Button
            size="large"
            disabled={act.busy}
            onClick={() =>
              act.run(async () => {
                await client.cab.end({ id: meeting.id });
                props.onEnded();
              })
            }
          >
            End the meeting
          </Button>
        )}
        <Link to="/cab/$key" params={{ key: meeting.ref }} className={buttonClass({ size: 'large' })}>
          Leave
        </Link>
      </div>
    </header>
  );
}

/** Time left of the meeting; past its end it counts up and says so in words. */
function MeetingClock({ meeting }: { readonly meeting: CabMeeting }) {
  const now = useNow();
  const zone = useZone();
  const { startedAt, endedAt, start, minutes } = meeting;
  if (startedAt === null || endedAt !== null)
    return (
      <div className={css.clock}>
        <b>{formatTimeZone(now, zone)}</b>
        <span>
          {startedAt === null
            ? `planned for ${formatTime(start.at, zone)}`
            : `ended at ${formatTime(endedAt ?? startedAt, zone)}`}
        </span>
      </div>
    );
  const left = startedAt + minutes * MINUTE - now;
  return (
    <div className={css.clock} data-over={left < 0 || undefined}>
      <b>{formatClock(left)}</b>
      <span>
        {left < 0
          ? 'over the time of the meeting'
          : `left, until ${formatTime(startedAt + minutes * MINUTE, zone)}`}
      </span>
    </div>
  );
}

/** Time left of the item; past its minutes it counts up and says so in words. */
export function ItemClock({ line }: { readonly line: AgendaLine }) {
  const now = useNow();
  const { startedAt, endedAt, minutes } = line;
  if (startedAt === null)
    return (
      <div className={css.itemClock}>
        <b>{minutes} min</b>
        <span>planned</span>
      </div>
    );
  const left = startedAt + minutes * MINUTE - (endedAt ?? now);
  return (
    <div className={css.itemClock} data-over={left < 0 || undefined}>
      <b>{formatClock(left)}</b>
      <span>
        {left < 0 ? 'over its' : 'left of'} {minutes} min
      </span>
    </div>
  );
}
