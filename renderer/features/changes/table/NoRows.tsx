import { Link } from '@tanstack/react-router';
import type { Names } from '#renderer/features/changes/names.ts';
import { Button, buttonClass } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/Page.tsx';
import { type ChangeSearch, isFiltered } from './search.ts';
import css from './table.module.css';
import { tokensOf } from './words.ts';

/** No change exists yet: what a change is, and the two ways to get the first one. */
export function NoChangesYet({ onNew }: { readonly onNew: () => void }) {
  return (
    <div className={css.empty}>
      <EmptyState
        title="No changes yet"
        actions={
          <>
            <Button variant="primary" icon="plus" keyCap="C" onClick={onNew}>
              Write a change
            </Button>
            <Link to="/releases" className={buttonClass({})}>
              Draft changes from a Git range
            </Link>
          </>
        }
      >
        A change says what is altered in production, why, how it is carried out and how it is taken back. A
        release drafted from two Git refs brings its changes along.
      </EmptyState>
    </div>
  );
}

function NothingWaits({ onClear }: { readonly onClear: () => void }) {
  return (
    <div className={css.empty}>
      <EmptyState
        title="No change waits for you"
        actions={<Button onClick={onClear}>Show all changes</Button>}
      >
        Changes appear here while an approval or a task of theirs is yours to give, or an open condition of
        one that you ask for or carry out.
      </EmptyState>
    </div>
  );
}

/** The filter lets nothing through: which filter, and the way out. */
export function NoMatch(props: {
  readonly search: ChangeSearch;
  readonly names: Names;
  readonly onClear: () => void;
}) {
  const { waits, ...others } = props.search;
  if (waits && !isFiltered(others)) return <NothingWaits onClear={props.onClear} />;
  const words = [
    ...(props.search.q ? [`text “${props.search.q}”`] : []),
    ...tokensOf(props.search, props.names).map((token) => `${token.label} ${token.value}`),
  ];
  return (
    <div className={css.empty}>
      <EmptyState title="No change matches" actions={<Button onClick={props.onClear}>Clear filters</Button>}>
        Looked for {words.join(', ')}.
      </EmptyState>
    </div>
  );
}
