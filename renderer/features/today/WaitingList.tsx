import { Link } from '@tanstack/react-router';
import { Fragment, useRef, useState } from 'react';
import { expandTimes, formatDateTime } from '#renderer/lib/format.ts';
import { useKeys } from '#renderer/lib/keyboard.ts';
import { ButtonInside, buttonClass } from '#renderer/ui/Button.tsx';
import { type GlyphState, StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Today } from '#shared/contract/today.ts';
import css from './Today.module.css';

type Waiting = Today['waiting'][number];
const GROUPS: readonly Waiting['group'][] = [
  'Approve',
  'Do',
  'Remind others',
  'Run',
  'Write',
  'Review and learn',
];

/** What waits for the operator, by what it holds up; up, down and Enter work from anywhere on the screen. */
export function WaitingList(props: {
  readonly waiting: readonly Waiting[];
  readonly now: number;
  readonly zone: string;
}) {
  const rows = GROUPS.flatMap((group) => props.waiting.filter((item) => item.group === group));
  const [chosen, choose] = useState(0);
  const current = Math.min(chosen, rows.length - 1);
  const links = useRef<(HTMLAnchorElement | null)[]>([]);
  const move = (by: number) => links.current[Math.max(0, Math.min(rows.length - 1, current + by))]?.focus();
  useKeys('Today', [
    {
      keys: 'ArrowDown',
      does: 'Next thing that waits',
      run: () => move(links.current.includes(focused()) ? 1 : 0),
    },
    { keys: 'ArrowUp', does: 'Thing before', run: () => move(-1) },
    { keys: 'Enter', does: 'Open it', run: () => links.current[current]?.click() },
  ]);

  if (rows.length === 0) return <p className={css.nothing}>Nothing waits for you.</p>;
  return (
    <ul>
      {rows.map((item, n) => (
        <Fragment key={`${item.kind} ${item.id} ${item.action} ${item.due}`}>
          {item.group !== rows[n - 1]?.group && <li className={css.group}>{item.group}</li>}
          <li className={n === current ? `${css.item} ${css.chosen}` : css.item} onFocus={() => choose(n)}>
            <StateGlyph state={glyphOf(item, props.now)} />
            <span className="ref t2">{item.ref}</span>
            <span className={css.title}>{item.title}</span>
            <span className={css.due}>{dueOf(item, props.zone, props.now)}</span>
            <WaitingLink
              item={item}
              primary={n === current}
              take={(link) => {
                links.current[n] = link;
              }}
            />
          </li>
        </Fragment>
      ))}
    </ul>
  );
}

function WaitingLink(props: {
  readonly item: Waiting;
  readonly primary: boolean;
  readonly take: (link: HTMLAnchorElement | null) => void;
}) {
  const { item, primary } = props;
  const looks = {
    className: buttonClass({ variant: primary ? 'primary' : 'default', size: 'small' }),
    ref: props.take,
  };
  const inside = (
    <ButtonInside keyCap={primary ? 'Enter' : undefined}>
      {item.action}
      <span className="sr">
        {' '}
        {item.ref}, {item.title}
      </span>
    </ButtonInside>
  );
  if (item.kind === 'change')
    return (
      <Link to="/change/$key" params={{ key: item.ref || item.id }} {...looks}>
        {inside}
      </Link>
    );
  if (item.kind === 'meeting')
    return (
      <Link to="/cab/$key" params={{ key: item.ref }} {...looks}>
        {inside}
      </Link>
    );
  if (item.kind === 'release')
    return (
      <Link to="/release/$key" params={{ key: item.ref || item.id }} {...looks}>
        {inside}
      </Link>
    );
  return (
    <Link to="/run/$id" params={{ id: item.id }} {...looks}>
      {inside}
    </Link>
  );
}

function focused(): HTMLAnchorElement | null {
  return document.activeElement instanceof HTMLAnchorElement ? document.activeElement : null;
}

function glyphOf(item: Waiting, now: number): GlyphState {
  if (item.dueAt !== null && item.dueAt < now) return 'blocked';
  if (item.group !== 'Approve') return 'ready';
  return item.dueAt !== null && item.dueAt - now < 86_400_000 ? 'late' : 'planned';
}

/** What is due and when: `planned for Thu 11 Feb, 22:00`, `awaits approval, Thu 11 Feb, 22:00`. */
function dueOf(item: Waiting, zone: string, now: number): string {
  const what = expandTimes(item.due, zone);
  if (item.dueAt === null) return what;
  const when = formatDateTime(item.dueAt, zone, now);
  if (what === '') return when;
  return /\b(for|by|at|on|starts|meets)$/.test(what) ? `${what} ${when}` : `${what}, ${when}`;
}
