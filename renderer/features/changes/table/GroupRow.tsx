import { formatCount, formatWhen } from '#renderer/lib/format.ts';
import { classNames } from '#renderer/ui/classNames.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import type { Release } from '#shared/contract/releases.ts';
import css from './group.module.css';
import { groupName, type TableGroup } from './sections.ts';
import { setCursor, toggleFolded } from './tableStore.ts';

/** Readiness and open conflicts of a release. */
export type ReleaseHead = { readonly points: number; readonly of: number; readonly conflicts: number };

/** Head of a group: its name, when it is due, how many it holds, and how ready a release is. A click folds it. */
export function GroupRow(props: {
  readonly group: TableGroup;
  readonly open: boolean;
  readonly index: number;
  readonly top: number;
  readonly current: boolean;
  readonly columns: number;
  readonly release: Release | undefined;
  readonly head: ReleaseHead | undefined;
  readonly zone: string;
  readonly now: number;
}) {
  const { group, open, release, head } = props;
  const slot = release?.slot;
  const facts = [
    formatCount(group.count, 'change'),
    ...(head ? [`readiness ${head.points} of ${head.of}`] : []),
    ...(head ? [head.conflicts === 0 ? 'no open conflict' : formatCount(head.conflicts, 'conflict')] : []),
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the screen do the same
    <div
      role="row"
      id={`group-${groupName(group)}`}
      aria-rowindex={props.index + 2}
      aria-level={1}
      aria-expanded={open}
      className={classNames(css.group, props.current && css.current)}
      style={{ transform: `translateY(${props.top}px)` }}
      onClick={() => {
        setCursor(props.index);
        toggleFolded(groupName(group));
      }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: see the row */}
      <div role="gridcell" aria-colindex={1} aria-colspan={props.columns}>
        <Icon name={open ? 'chevronDown' : 'right'} size={12} />
        <b>{group.name}</b>
        {slot && <span className="t2">{formatWhen(slot.start.at, props.zone, props.now)}</span>}
        <span className="t2">{facts.join(', ')}</span>
      </div>
    </div>
  );
}
