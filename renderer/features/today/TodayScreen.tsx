import { useNavigate } from '@tanstack/react-router';
import { openNewChange } from '#renderer/features/workspace/frameStore.ts';
import { SampleLoader } from '#renderer/features/workspace/SampleLoader.tsx';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { useMinute } from '#renderer/lib/clock.ts';
import { formatCount, formatLongDate } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState, Section } from '#renderer/ui/Page.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import type { Today } from '#shared/contract/today.ts';
import { ConflictsAhead, LastBackup } from './Ahead.tsx';
import { FinishedList } from './FinishedList.tsx';
import { Horizon } from './Horizon.tsx';
import { headline, ownWaiting } from './headline.ts';
import { NextRelease } from './NextRelease.tsx';
import { RunningList } from './RunningList.tsx';
import css from './Today.module.css';
import { useToday } from './useToday.ts';
import { WaitingList } from './WaitingList.tsx';

/** Opens first: what runs, what starts next, what waits, what lies ahead. */
export function TodayScreen() {
  return (
    <QueryState query={useToday()} what="The day">
      {(today) => (today.bare ? <FirstDay /> : <Day today={today} />)}
    </QueryState>
  );
}

function Day({ today }: { readonly today: Today }) {
  const now = useMinute();
  const zone = useZone();
  const { lead, rest } = headline(today, now, zone);
  return (
    <div className={css.screen}>
      <header className={css.lead}>
        <div>
          <p className={css.date}>{formatLongDate(now, zone)}</p>
          <h1>
            <b>{lead}</b> {rest}
          </h1>
        </div>
        <div className={css.actions}>
          <Button icon="print" onClick={() => window.print()}>
            Print the day
          </Button>
          <Button variant="primary" icon="plus" keyCap="c" onClick={openNewChange}>
            New
          </Button>
        </div>
      </header>
      <Horizon today={today} now={now} zone={zone} />
      <div className={css.columns}>
        <div className={css.left}>
          <Section
            title="Waits for you"
            aside={
              ownWaiting(today.waiting) > 0 ? `${ownWaiting(today.waiting)}, by what it holds up` : undefined
            }
          >
            <WaitingList waiting={today.waiting} now={now} zone={zone} />
          </Section>
          {today.running.length > 0 && (
            <Section title="Running now" aside={formatCount(today.running.length, 'run')}>
              <RunningList running={today.running} zone={zone} />
            </Section>
          )}
          {today.finished.length > 0 && (
            <Section title="Finished lately">
              <FinishedList finished={today.finished} zone={zone} now={now} />
            </Section>
          )}
        </div>
        <aside className={css.right} aria-label="Ahead">
          {today.next && <NextRelease next={today.next} now={now} zone={zone} />}
          <ConflictsAhead now={now} zone={zone} />
          <LastBackup last={today.lastBackup} now={now} zone={zone} />
        </aside>
      </div>
    </div>
  );
}

/** No release and no change yet: what to do first. */
function FirstDay() {
  const navigate = useNavigate();
  const now = useMinute();
  const zone = useZone();
  return (
    <div className={css.screen}>
      <header className={css.lead}>
        <div>
          <p className={css.date}>{formatLongDate(now, zone)}</p>
          <h1>
            <b>Nothing is planned yet.</b>
          </h1>
        </div>
      </header>
      <div className={css.bare}>
        <EmptyState
          title="A release starts from two points of a Git repository."
          actions={
            <SampleLoader onDone={() => {}}>
              <Button
                size="large"
                icon="branch"
                onClick={() => void navigate({ to: '/releases', search: { draft: 'git' } })}
              >
                Draft a release from Git
              </Button>
            </SampleLoader>
          }
        >
          Slipway reads the commits between two tags or branches and drafts the release with its change
          tickets. The sample workspace is a made-up company to look at.
        </EmptyState>
      </div>
    </div>
  );
}
