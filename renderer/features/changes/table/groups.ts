import type { Names } from '#renderer/features/changes/names.ts';
import { changeState, changeType, type GroupBy, riskLevel } from '#shared/contract/changes.ts';
import { capital } from '#shared/domain/wording.ts';
import type { TableGroup } from './sections.ts';

type Counted = { readonly key: string; readonly count: number };

const orders: Partial<Record<GroupBy, readonly string[]>> = {
  state: changeState.options,
  type: changeType.options,
  risk: riskLevel.options.toReversed(),
};
const without: Readonly<Record<GroupBy, string>> = {
  release: 'No release',
  state: 'No state',
  type: 'No type',
  risk: 'No risk',
  service: 'No service',
  assignee: 'Nobody',
};

/** Groups in the order a reader looks for them: releases by their time, states along their way, names by the alphabet; those without come last. */
export function orderGroups(by: GroupBy, counted: readonly Counted[], names: Names): TableGroup[] {
  const order = orders[by];
  const startOf = new Map(names.releases.map((one) => [one.id as string, one.slot?.start.at ?? null]));
  const groups = counted.map(({ key, count }) => ({
    by,
    key,
    count,
    name: key === '' ? without[by] : order ? capital(key) : names.nameOf(key) || 'Not known any more',
  }));
  return groups.sort((a, b) => {
    if ((a.key === '') !== (b.key === '')) return a.key === '' ? 1 : -1;
    if (order) return order.indexOf(a.key) - order.indexOf(b.key);
    if (by === 'release') {
      const [first, second] = [startOf.get(a.key) ?? Infinity, startOf.get(b.key) ?? Infinity];
      if (first !== second) return first - second;
    }
    return a.name.localeCompare(b.name) || a.key.localeCompare(b.key);
  });
}
