import { Link } from '@tanstack/react-router';
import { type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { formatDate, formatDateTime, formatTime } from '#renderer/lib/format.ts';
import { classNames } from '#renderer/ui/classNames.ts';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Today } from '#shared/contract/today.ts';
import css from './Horizon.module.css';
import { horizonFrom, layOut, type Mark, marksOf } from './horizon.ts';

/** The next 14 days as a strip: windows and freezes behind, bookings at their hour, one needle for now. */
export function Horizon(props: { readonly today: Today; readonly now: number; readonly zone: string }) {
  const { today, now, zone } = props;
  const strip = useRef<HTMLDivElement>(null);
  const width = useWidth(strip);
  const horizon = useMemo(() => horizonFrom(now, zone), [now, zone]);
  const { placed, hidden } = layOut(marksOf(today, horizon), horizon, width);
  const percent = (share: number) => `${(share * 100).toFixed(3)}%`;
  return (
    <section className={css.strip} aria-label="Next 14 days">
      <div className={css.inside} ref={strip}>
        {today.occurrences.map((o) => (
          <div
            key={`${o.windowId} ${o.startsAt}`}
            className={css[o.kind]}
            style={{
              left: percent(horizon.at(o.startsAt)),
              width: percent(horizon.at(o.endsAt) - horizon.at(o.startsAt)),
            }}
            title={`${o.name}: ${formatDateTime(o.startsAt, zone, now)} to ${formatDateTime(o.endsAt, zone, now)}`}
          />
        ))}
        {horizon.days.slice(0, -1).map((day, n) => (
          <div
            key={day}
            className={css.day}
            style={{
              left: percent(horizon.at(day)),
              width: percent(horizon.at(horizon.days[n + 1] ?? day) - horizon.at(day)),
            }}
          >
            <DayName day={day} zone={zone} now={now} />
          </div>
        ))}
        <ul>
          {placed.map((mark) => (
            <li
              key={mark.key}
              className={css.mark}
              style={{ left: percent(mark.left / width), top: 34 + mark.lane * 24 }}
            >
              <MarkLink mark={mark}>
                <MarkShape mark={mark} />
                <span className={css[`${mark.kind}Text`]}>{mark.text}</span>
                {mark.inFreeze && <span>inside</span>}
                <span className="sr">, {formatDateTime(mark.at, zone, now)}</span>
              </MarkLink>
            </li>
          ))}
        </ul>
        <div
          className={classNames(css.now, horizon.at(now) < 0.04 && css.early)}
          style={{ left: percent(horizon.at(now)) }}
        >
          <span>{formatTime(now, zone)}</span>
        </div>
        {hidden > 0 && (
          <Link to="/calendar" className={css.more}>
            {hidden} more in the calendar
          </Link>
        )}
      </div>
    </section>
  );
}

function DayName(props: { readonly day: number; readonly zone: string; readonly now: number }) {
  const [weekday, date] = formatDate(props.day, props.zone, props.now).split(' ');
  return (
    <>
      <b>{date}</b> <span className={css.weekday}>{weekday}</span>
    </>
  );
}

function MarkShape({ mark }: { readonly mark: Mark }) {
  if (mark.inFreeze) return <StateGlyph state="failed" size={14} />;
  if (mark.kind === 'freeze') return null;
  return <i className={mark.tentative ? css.hollow : css.solid} aria-hidden="true" />;
}

function MarkLink({ mark, children }: { readonly mark: Mark; readonly children: ReactNode }) {
  if (mark.ref === null) return <Link to="/calendar">{children}</Link>;
  return mark.kind === 'release' ? (
    <Link to="/release/$key" params={{ key: mark.ref }}>
      {children}
    </Link>
  ) : (
    <Link to="/change/$key" params={{ key: mark.ref }}>
      {children}
    </Link>
  );
}

/** px of the strip on A4 and Letter between their margins; on paper nothing is measured again. */
const PAPER = 655;

function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(1326);
  useLayoutEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(element.current);
    const onPaper = () => flushSync(() => setWidth(PAPER));
    const onScreen = () => setWidth(element.current?.clientWidth ?? PAPER);
    window.addEventListener('beforeprint', onPaper);
    window.addEventListener('afterprint', onScreen);
    return () => {
      observer.disconnect();
      window.removeEventListener('beforeprint', onPaper);
      window.removeEventListener('afterprint', onScreen);
    };
  }, [element]);
  return width;
}
