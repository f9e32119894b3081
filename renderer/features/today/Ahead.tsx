import { Link } from '@tanstack/react-router';
import { backUpNow } from '#renderer/features/backups/backUpNow.ts';
import { formatBytes, formatDateTime, formatDuration, formatNumber } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Section } from '#renderer/ui/Page.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Today } from '#shared/contract/today.ts';
import { minutesText } from '#shared/domain/wording.ts';
import css from './Today.module.css';

const SHOWN = 6;
const STALE = 48 * 3_600_000;

/** Bookings that lie in a freeze; each names the freeze and the minutes. */
export function ConflictsAhead({ inFreeze }: { readonly inFreeze: Today['inFreeze'] }) {
  return (
    <Section
      title="Conflicts ahead"
      aside={inFreeze.length === 0 ? 'none in 14 days' : String(inFreeze.length)}
    >
      <ul>
        {inFreeze.slice(0, SHOWN).map((conflict) => (
          <li key={`${conflict.ref} ${conflict.freeze}`} className={css.fact}>
            <StateGlyph state={conflict.hard ? 'failed' : 'blocked'} />
            <span className="b">In a freeze, {conflict.hard ? 'hard' : 'soft'} rule</span>
            {conflict.ref.startsWith('REL') ? (
              <Link to="/release/$key" params={{ key: conflict.ref }} className="ref">
                {conflict.ref}
              </Link>
            ) : (
              <Link to="/change/$key" params={{ key: conflict.ref }} className="ref">
                {conflict.ref}
              </Link>
            )}
            <p>
              {conflict.title}, {minutesText(conflict.minutes)} in “{conflict.freeze}”.
            </p>
          </li>
        ))}
      </ul>
      {inFreeze.length > SHOWN && (
        <p className={css.rest}>
          <Link to="/calendar">{formatNumber(inFreeze.length - SHOWN)} more in the calendar</Link>
        </p>
      )}
    </Section>
  );
}

/** When the last checked backup was made; older than two days is said so. */
export function LastBackup(props: {
  readonly last: Today['lastBackup'];
  readonly now: number;
  readonly zone: string;
}) {
  const { last, now, zone } = props;
  const stale = last === null || now - last.at > STALE;
  return (
    <Section title="On this device">
      <div className={css.fact}>
        <StateGlyph state={stale ? 'late' : 'done'} />
        <span>
          {last === null
            ? 'No backup yet'
            : stale
              ? `Last backup ${formatDuration(now - last.at)} ago`
              : 'Backup checked'}
        </span>
        {last === null ? (
          <Button size="small" onClick={() => void backUpNow()}>
            Back up now
          </Button>
        ) : (
          <span className="t2">
            {formatDateTime(last.at, zone, now)}, {formatBytes(last.bytes)}
          </span>
        )}
      </div>
    </Section>
  );
}
