import type { Preferences } from '#shared/contract/preferences.ts';
import { type ChangeSearch, openStates, queryOf, searchOfQuery } from './search.ts';

/** A named search, shown as a tab over the table. */
export type View = {
  readonly name: string;
  readonly search: ChangeSearch;
  /** True when a person made it, so it can be saved over and removed. */
  readonly own: boolean;
};

const byStart: ChangeSearch['sort'] = [
  { by: 'plannedStart', descending: false },
  { by: 'risk', descending: true },
];
const open = [...openStates];

export const builtInViews: readonly View[] = [
  { name: 'All', search: {}, own: false },
  { name: 'Next 14 days', search: { next: 14, sort: byStart }, own: false },
  { name: 'Waits for me', search: { waits: 'me', sort: byStart }, own: false },
  {
    name: 'High risk',
    search: {
      state: open,
      risk: ['high', 'very high'],
      sort: [
        { by: 'risk', descending: true },
        { by: 'plannedStart', descending: false },
      ],
    },
    own: false,
  },
  { name: 'Emergency', search: { state: open, type: ['emergency'] }, own: false },
  { name: 'On hold', search: { hold: 'yes' }, own: false },
];

/** The built-in views and then the person's own. */
export function viewsOf(preferences: Preferences): readonly View[] {
  const own = preferences.changeViews.map(({ name, query }) => ({
    name,
    search: searchOfQuery(query),
    own: true,
  }));
  return [...builtInViews, ...own];
}

/** The tab that is open: the one the address names, else the one that shows the same rows, else the first, changed. */
export function activeView(views: readonly View[], search: ChangeSearch): View | undefined {
  const query = queryOf(search);
  return (
    views.find((view) => view.name === search.view) ??
    views.find((view) => queryOf(view.search) === query) ??
    views[0]
  );
}
