import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { runKind } from '#renderer/features/runbooks/wording.ts';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc } from '#renderer/lib/client.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { formatDateTime, formatDuration, formatTime, formatWhen } from '#renderer/lib/format.ts';
import { useKeys } from '#renderer/lib/keyboard.ts';
import { openWindow } from '#renderer/lib/session.ts';
import { Button, buttonClass } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { EmptyState, PageBody, PageHeader, Section } from '#renderer/ui/Page.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { toastError } from '#renderer/ui/toast.ts';
import type { Run } from '#shared/contract/runbooks.ts';
import { LogEventDialog } from './LogEventDialog.tsx';
import { PresenterDialog } from './PresenterDialog.tsx';
import css from './WarRoom.module.css';

type RunRow = Run & {
  readonly releaseName: string;
  readonly releaseRef: string;
  readonly done: number;
  readonly total: number;
};

/** Every run there is, the one under way first; the runner and the wall are one click away. */
export function WarRoomScreen() {
  const runs = useQuery(orpc.runbooks.runs.queryOptions({ meta: { topics: ['runs', 'releases'] } }));
  return (
    <>
      <PageHeader title="War room" beside={<span className="t2">Runs and their walls</span>} />
      <PageBody>
        <QueryState query={runs} what="The list of runs">
          {(rows) => (rows.length === 0 ? <NoRuns /> : <RunGroups rows={rows} />)}
        </QueryState>
      </PageBody>
    </>
  );
}

function NoRuns() {
  return (
    <EmptyState
      title="No run yet"
      actions={
        <Link to="/runbooks" className={buttonClass({ variant: 'primary' })}>
          Choose a runbook
        </Link>
      }
    >
      A run is a runbook attached to a release: it is worked through step by step in the window, and its wall
      shows the room where it stands. Attach a runbook to a release to get the first one; a rehearsal needs no
      window.
    </EmptyState>
  );
}

function RunGroups({ rows }: { readonly rows: readonly RunRow[] }) {
  const running = rows.filter((run) => run.startedAt !== null && run.endedAt === null);
  const upcoming = rows
    .filter((run) => run.startedAt === null && run.endedAt === null)
    .sort((a, b) => a.plannedStartAt - b.plannedStartAt);
  const ended = rows
    .filter((run) => run.endedAt !== null)
    .sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0));
  const [logging, setLogging] = useState<RunRow | null>(null);
  const first = running[0];
  useKeys('War room', [
    {
      keys: 'l',
      does: 'Log an event in the run under way',
      enabled: first !== undefined,
      run: () => first && setLogging(first),
    },
  ]);
  return (
    <>
      {logging && (
        <LogEventDialog runId={logging.id} releaseName={logging.releaseName} close={() => setLogging(null)} />
      )}
      <RunGroup title="Running" log={setLogging} rows={running} none="Nothing is running." />
      <RunGroup title="Upcoming" rows={upcoming} none="No run is prepared." />
      {ended.length > 0 && <RunGroup title="Ended" rows={ended} none="" />}
    </>
  );
}

function RunGroup(props: {
  readonly title: string;
  readonly rows: readonly RunRow[];
  readonly none: string;
  readonly log?: (run: RunRow) => void;
}) {
  return (
    <Section title={props.title} aside={props.rows.length > 0 ? String(props.rows.length) : undefined}>
      {props.rows.length === 0 ? (
        <p className="t2">{props.none}</p>
      ) : (
        <ul className={css.runs}>
          {props.rows.map((run) => (
            <RunLine key={run.id} run={run} {...(props.log ? { log: props.log } : {})} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function RunLine({ run, log }: { readonly run: RunRow; readonly log?: (run: RunRow) => void }) {
  const [presenting, setPresenting] = useState(false);
  const state = run.endedAt !== null ? 'ended' : run.startedAt !== null ? 'running' : 'upcoming';
  return (
    <li className={css.run}>
      <div className={css.what}>
        <Link to="/run/$id" params={{ id: run.id }} className={css.name}>
          {run.releaseName}
        </Link>
        <span className="ref t2">{run.releaseRef}</span>
        <span className="t2">{runKind(run)}</span>
        <span className="t3 cut">{run.name}</span>
      </div>
      <span>
        {state === 'running' && <Chip state="running">Running</Chip>}
        {state === 'upcoming' && <Chip state="planned">Planned</Chip>}
        {state === 'ended' && (
          <Chip
            state={
              run.outcome.startsWith('completed')
                ? 'done'
                : run.outcome.startsWith('failed')
                  ? 'failed'
                  : 'blocked'
            }
          >
            {run.outcome ? run.outcome.charAt(0).toUpperCase() + run.outcome.slice(1) : 'Ended'}
          </Chip>
        )}
      </span>
      <span className={css.progress}>
        <i aria-hidden="true">
          <b style={{ width: `${run.total === 0 ? 0 : (run.done / run.total) * 100}%` }} />
        </i>
        {run.done} of {run.total}
      </span>
      <span className="t2">
        <When run={run} />
      </span>
      <span className={css.open}>
        {log && (
          <Button keyCap="l" onClick={() => log(run)}>
            Log an event
          </Button>
        )}
        {state !== 'ended' && (
          <Button icon="link" onClick={() => setPresenting(true)}>
            Presenter link
          </Button>
        )}
        <Link
          to="/run/$id"
          params={{ id: run.id }}
          className={buttonClass({ variant: state === 'running' ? 'primary' : 'default' })}
        >
          {state === 'ended' ? 'Look at it' : 'Open runner'}
        </Link>
        <Button
          icon="external"
          onClick={() =>
            void openWindow(`/wall/${run.id}`).catch((error: unknown) =>
              toastError('The wall was not opened', error),
            )
          }
        >
          Wall
        </Button>
      </span>
      {presenting && (
        <PresenterDialog runId={run.id} releaseName={run.releaseName} onClose={() => setPresenting(false)} />
      )}
    </li>
  );
}

function When({ run }: { readonly run: RunRow }) {
  const zone = useZone();
  const now = useMinute();
  if (run.endedAt !== null) {
    const took = run.startedAt === null ? '' : `, took ${formatDuration(run.endedAt - run.startedAt)}`;
    return (
      <>
        {formatDateTime(run.endedAt, zone, now)}
        {took}
      </>
    );
  }
  if (run.startedAt !== null) {
    return (
      <>
        since {formatTime(run.startedAt, zone)}, {formatDuration(Math.max(0, now - run.startedAt))}
        {run.windowEndsAt !== null && `, window ends ${formatTime(run.windowEndsAt, zone)}`}
      </>
    );
  }
  return <>{formatWhen(run.plannedStartAt, zone, now)}</>;
}
