import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { backUpNow } from '#renderer/features/backups/backUpNow.ts';
import { orpc } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import {
  expandDateTimes,
  formatBytes,
  formatDateTime,
  formatDuration,
  formatNumber,
} from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Section } from '#renderer/ui/Page.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Today } from '#shared/contract/today.ts';
import { isSettled } from '#shared/domain/conflicts/records.ts';
import { capital, minutesText } from '#shared/domain/wording.ts';
import css from './Today.module.css';

const SHOWN = 6;
const HOUR = 3_600_000;
const STALE = 48 * HOUR;
const AHEAD_DAYS = 14;

/** Conflicts of the coming 14 days that nobody settled, each by name, with its minutes and who is in the way. */
export function ConflictsAhead({ now, zone }: { readonly now: number; readonly zone: string }) {
  // On the full hour, so that the question stays the same for an hour.
  const from = now - (now % HOUR);
  const list = useQuery(
    orpc.conflicts.list.queryOptions({
      input: { from, until: from + AHEAD_DAYS * 24 * HOUR },
      meta: { topics: ['calendar', 'people', 'workspace'] },
      placeholderData: keepPreviousData,
    }),
  );
  const open = (list.data ?? []).filter((conflict) => !isSettled(conflict));
  return (
    <Section
      title="Conflicts ahead"
      aside={
        list.data === undefined
          ? undefined
          : open.length === 0
            ? `none in ${AHEAD_DAYS} days`
            : String(open.length)
      }
    >
      {list.error && list.data === undefined ? (
        <p>The conflicts could not be read: {errorSentence(list.error)}</p>
      ) : null}
      <ul>
        {open.slice(0, SHOWN).map((conflict) => (
          <li key={`${conflict.ref} ${conflict.key}`} className={css.fact}>
            <StateGlyph state={conflict.hard ? 'failed' : 'late'} />
            <span className="b">{conflict.what}</span>
            <Link
              to={conflict.subject.kind === 'release' ? '/release/$key' : '/change/$key'}
              params={{ key: conflict.ref }}
              className="ref"
            >
              {conflict.ref}
            </Link>
            <p>
              {conflict.title}
              {conflict.minutes > 0 && `, ${minutesText(conflict.minutes)}`}.{' '}
              {expandDateTimes(conflict.sentence, zone, now)}
              {conflict.standing !== 'open' && ` ${capital(conflict.standing)}.`}
            </p>
          </li>
        ))}
      </ul>
      {open.length > SHOWN && (
        <p className={css.rest}>
          <Link to="/calendar">{formatNumber(open.length - SHOWN)} more in the calendar</Link>
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
