import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc } from '#renderer/lib/client.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { formatDateTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Section } from '#renderer/ui/Page.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import type { PastMeeting } from '#shared/contract/cab.ts';
import { MINUTE } from '#shared/domain/time.ts';
import css from './Cab.module.css';

const STEP = 20;
const MOST = 500;

/** Meetings that are over, newest first, with what came out of each. */
export function PastMeetings() {
  const zone = useZone();
  // Asked anew each quarter of an hour, not each minute.
  const before = Math.floor(useMinute() / (15 * MINUTE)) * 15 * MINUTE;
  const [limit, setLimit] = useState(STEP);
  const meetings = useQuery(
    orpc.cab.past.queryOptions({
      input: { before, limit },
      meta: { topics: ['cab'] },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <Section title="Past meetings">
      <QueryState query={meetings} what="The list of past meetings">
        {(list) =>
          list.length === 0 ? (
            <p className="t2">None yet.</p>
          ) : (
            <>
              <ul>
                {list.map((meeting) => (
                  <li key={meeting.id} className={css.meeting}>
                    <span className="ref t2">{meeting.ref}</span>
                    <span className={css.when}>{formatDateTime(meeting.start.at, zone)}</span>
                    <span className={css.what}>
                      <Link to="/cab/$key" params={{ key: meeting.ref }} className={css.title}>
                        {meeting.name}
                      </Link>
                      <span className="t2">, {outcomeOf(meeting)}</span>
                    </span>
                  </li>
                ))}
              </ul>
              {list.length === limit && limit < MOST && (
                <Button variant="quiet" size="small" onClick={() => setLimit(Math.min(MOST, limit + STEP))}>
                  Show earlier
                </Button>
              )}
            </>
          )
        }
      </QueryState>
    </Section>
  );
}

/** `3 approved, 1 deferred`, with what was not decided. */
function outcomeOf({ items, outcomes }: PastMeeting): string {
  if (items === 0) return 'nothing was on its agenda';
  const open = items - outcomes.reduce((sum, { count }) => sum + count, 0);
  return [
    ...outcomes.map(({ outcome, count }) => `${count} ${outcome}`),
    ...(open > 0 ? [`${open} not decided`] : []),
  ].join(', ');
}
