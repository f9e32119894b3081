import { spotlight } from '@mantine/spotlight';
import { OperatorMenu } from '#renderer/features/people/OperatorMenu.tsx';
import { useMinute } from '#renderer/lib/clock.ts';
import { useConnection } from '#renderer/lib/connection.ts';
import { formatDuration, formatTime, formatZone } from '#renderer/lib/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Key } from '#renderer/ui/Key.tsx';
import css from './Frame.module.css';
import { nextUpLine } from './nextUpLine.ts';
import { useNextUp } from './useNextUp.ts';
import { useWorkspace } from './useWorkspace.ts';

/** Workspace, search, what comes next, the link, the time in the home zone and in UTC, who operates. */
export function TopBar() {
  const workspace = useWorkspace();
  return (
    <header className={css.top}>
      <span className={css.name} title={workspace.name}>
        {workspace.name}
      </span>
      <button type="button" className={css.find} onClick={() => spotlight.open()}>
        <Icon name="search" />
        <span>Search or type a command</span>
        <span aria-hidden="true">
          <Key name="mod" /> <Key name="k" />
        </span>
      </button>
      <div className={css.right}>
        <Countdown />
        <LinkState zone={workspace.zone} />
        <Clock zone={workspace.zone} />
        <OperatorMenu operatorId={workspace.operatorId} />
      </div>
    </header>
  );
}

function Countdown() {
  const now = useMinute();
  const { data } = useNextUp();
  const line = data && nextUpLine(data, now);
  if (!line) return null;
  return (
    <span className={css.token}>
      <Icon name="clock" />
      <span>
        {line.what} <b>{formatDuration(line.at - now)}</b>
      </span>
    </span>
  );
}

function LinkState({ zone }: { readonly zone: string }) {
  const link = useConnection();
  return (
    <span role="status">
      {link.status === 'reconnecting' ? (
        <span className={`${css.token} ${css.lost}`}>
          <Icon name="sync" />
          Reconnecting since {formatTime(link.since, zone)}
        </span>
      ) : (
        <span className={css.token} title="Sync between devices is not part of this version">
          <Icon name="device" />
          This device only
        </span>
      )}
    </span>
  );
}

function Clock({ zone }: { readonly zone: string }) {
  const now = useMinute();
  return (
    <span className={css.token}>
      <span>
        <b>{formatTime(now, zone)}</b> {formatZone(zone, now)}
      </span>
      {zone !== 'UTC' && <span className={css.utc}>{formatTime(now, 'UTC')} UTC</span>}
    </span>
  );
}
