import { useQueries } from '@tanstack/react-query';
import { orpc } from '#renderer/lib/client.ts';
import { formatNumber } from '#renderer/lib/format.ts';
import { type ChangeSearch, filterOf, topicsOf } from './search.ts';
import css from './table.module.css';
import type { View } from './views.ts';

/** The views as tabs, each with the number of changes it holds now. */
export function ViewTabs(props: {
  readonly views: readonly View[];
  readonly active: View | undefined;
  readonly zone: string;
  readonly day: number;
  readonly onOpen: (search: ChangeSearch) => void;
}) {
  const counts = useQueries({
    queries: props.views.map((view) => {
      const filter = filterOf(view.search, props.zone, props.day);
      return orpc.changes.count.queryOptions({ input: filter, meta: { topics: topicsOf(filter) } });
    }),
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend
    <div className={css.tabs} role="group" aria-label="Views">
      {props.views.map((view, index) => {
        const count = counts[index]?.data;
        return (
          <button
            key={`${view.own}${view.name}`}
            type="button"
            className={css.tab}
            aria-pressed={view === props.active}
            onClick={() => props.onOpen({ ...view.search, view: view.name })}
          >
            <span>{view.name}</span>
            {count !== undefined && <span>{formatNumber(count)}</span>}
          </button>
        );
      })}
    </div>
  );
}
