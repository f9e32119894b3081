import { Link } from '@tanstack/react-router';
import { dayKey, formatDate, formatDuration, formatTime, formatZone } from '#renderer/lib/format.ts';
import { Section } from '#renderer/ui/Page.tsx';
import type { Slot } from '#shared/contract/releases.ts';
import type { Today } from '#shared/contract/today.ts';
import { releaseName } from '#shared/domain/releases.ts';
import css from './NextRelease.module.css';

/** The next release: its readiness as a visible sum, its time in the window, and what is missing. */
export function NextRelease(props: {
  readonly next: NonNullable<Today['next']>;
  readonly now: number;
  readonly zone: string;
}) {
  const { next, now, zone } = props;
  const points = next.readiness.reduce((sum, line) => sum + line.points, 0);
  const of = next.readiness.reduce((sum, line) => sum + line.of, 0);
  const missing = next.readiness.map((line) => line.missing).filter(Boolean);
  const startsAt = next.slot?.start.at;
  return (
    <Section
      title={
        <Link to="/release/$key" params={{ key: next.ref }} className={css.name}>
          {whenWord(startsAt, now, zone)}: {releaseName(next)}
        </Link>
      }
      aside={
        startsAt === undefined
          ? 'no window yet'
          : startsAt > now
            ? `starts in ${formatDuration(startsAt - now)}`
            : `was to start ${formatDuration(now - startsAt)} ago`
      }
    >
      <dl className={css.sum}>
        {next.readiness.map((line) => (
          <div key={line.what}>
            <dt>{line.what}</dt>
            <dd>
              {line.points} of {line.of}
            </dd>
          </div>
        ))}
        <div className={css.total}>
          <dt>Readiness, {next.readiness.map((line) => line.points).join(' + ')}</dt>
          <dd>
            {points} of {of}
          </dd>
        </div>
      </dl>
      {next.slot && <SlotBar slot={next.slot} zone={zone} />}
      {missing.length > 0 && <p className={css.missing}>Missing: {missing.join('; ')}.</p>}
    </Section>
  );
}

function SlotBar({ slot, zone }: { readonly slot: Slot; readonly zone: string }) {
  const span = slot.protectionEndsAt - slot.windowStartsAt;
  const left = (at: number) => `${(((at - slot.windowStartsAt) / span) * 100).toFixed(2)}%`;
  const width = (from: number, to: number) => `${(((to - from) / span) * 100).toFixed(2)}%`;
  const time = (at: number) => formatTime(at, zone);
  const zoneWord = formatZone(zone, slot.windowStartsAt);
  return (
    <div
      className={css.plan}
      role="img"
      aria-label={`Window ${time(slot.windowStartsAt)} to ${time(slot.windowEndsAt)} ${zoneWord}, work ${time(slot.start.at)} to ${time(slot.end.at)}, protection ends ${time(slot.protectionEndsAt)}`}
    >
      <i className={css.channel} style={{ left: 0, width: width(slot.windowStartsAt, slot.windowEndsAt) }} />
      <i
        className={css.protection}
        style={{ left: left(slot.windowEndsAt), width: width(slot.windowEndsAt, slot.protectionEndsAt) }}
      />
      <i
        className={css.work}
        style={{ left: left(slot.start.at), width: width(slot.start.at, slot.end.at) }}
      />
      <i className={css.post} style={{ left: 0 }} />
      <i className={css.post} style={{ left: left(slot.windowEndsAt) }} />
      <span className={css.from}>
        <b>{time(slot.windowStartsAt)}</b> opens
      </span>
      <span className={css.until}>
        ends <b>{time(slot.windowEndsAt)}</b>
        {slot.protectionEndsAt > slot.windowEndsAt && (
          <>
            , protection <b>{time(slot.protectionEndsAt)}</b>
          </>
        )}
      </span>
    </div>
  );
}

function whenWord(at: number | undefined, now: number, zone: string): string {
  if (at === undefined) return 'Next';
  if (dayKey(at, zone) === dayKey(now, zone)) return formatTime(at, zone) >= '18:00' ? 'Tonight' : 'Today';
  if (dayKey(at, zone) === dayKey(now + 86_400_000, zone)) return 'Tomorrow';
  return formatDate(at, zone, now);
}
