import { formatCount, formatNumber } from '#renderer/lib/format.ts';
import { Key } from '#renderer/ui/Key.tsx';
import type { ChangeSort, GroupBy } from '#shared/contract/changes.ts';
import css from './table.module.css';
import { groupNames, sortInWords } from './words.ts';

const RANKED = 1000;

/** How many of how many, in which order, and the keys of the table. */
export function TableFoot(props: {
  readonly total: number | null;
  readonly all: number | null;
  readonly sort: readonly ChangeSort[];
  readonly group: GroupBy | undefined;
  /** A search by text ranks the newest matches only; see `RANKED` in db/queries/change-filter.ts. */
  readonly searched: boolean;
}) {
  const { total, all } = props;
  return (
    <footer className={css.foot}>
      <span role="status">
        {total === null || all === null
          ? 'Counting'
          : props.searched && total >= RANKED
            ? `The newest ${formatNumber(total)} matches among ${formatCount(all, 'change')}`
            : total === all
              ? formatCount(all, 'change')
              : `${formatNumber(total)} of ${formatCount(all, 'change')}`}
      </span>
      <span>
        {props.group ? `By ${groupNames[props.group].toLowerCase()}, each sorted` : 'Sorted'} by{' '}
        {sortInWords(props.sort)}
      </span>
      <span className={css.gap} />
      <span className={css.hint}>
        <Key name="J" /> <Key name="K" /> move
      </span>
      <span className={css.hint}>
        <Key name="Space" /> select
      </span>
      <span className={css.hint}>
        <Key name="Enter" /> open
      </span>
      <span className={css.hint}>
        <Key name="E" /> edit field
      </span>
      <span className={css.hint}>
        <Key name="/" /> search
      </span>
    </footer>
  );
}
