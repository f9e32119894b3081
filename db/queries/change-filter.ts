import type { ChangeFilter, ChangeState, GroupBy } from '#shared/contract/changes.ts';
import { allChangeStates, isOpen } from '#shared/domain/changes/changes.ts';
import type { Store } from '../store.ts';
import { operatorId } from './people.ts';
import { changesWaitingFor } from './waiting.ts';

type Clause = { readonly sql: string; readonly params: readonly (string | number)[] };

/** How many matches of a search are ranked: common words match everything, and only the newest are of use. */
const RANKED = 1000;

/** What a filter asks of a row of `change`, as the inside of a WHERE. */
export function clauseOf(store: Pick<Store, 'db' | 'hiddenGroups' | 'now'>, filter: ChangeFilter): Clause {
  const parts: Clause[] = [{ sql: 'removed_at IS NULL', params: [] }];
  const add = (sql: string, ...params: (string | number)[]) => parts.push({ sql, params });
  if (store.hiddenGroups.size > 0) {
    const groups = [...store.hiddenGroups];
    add(`(import_group IS NULL OR import_group NOT IN (${marks(groups)}))`, ...groups);
  }
  if (filter.states) add(...stateClause(filter.states));
  if (filter.types) add(`type IN (${marks(filter.types)})`, ...filter.types);
  if (filter.riskLevels) add(`risk_level IN (${marks(filter.riskLevels)})`, ...filter.riskLevels);
  if (filter.serviceId) add('n IN (SELECT n FROM change_service WHERE service_id = ?)', filter.serviceId);
  if (filter.teamId) add(OF_TEAM, filter.teamId);
  // Ids are of one length and hold no quote, so that a look at the text is enough.
  if (filter.environmentId) add('instr(environment_ids, ?) > 0', filter.environmentId);
  if (filter.releaseId) add('release_id = ?', filter.releaseId);
  if (filter.hasRelease !== undefined) add(`release_id IS ${filter.hasRelease ? 'NOT NULL' : 'NULL'}`);
  if (filter.assigneeId) add('assignee_id = ?', filter.assigneeId);
  if (filter.validatorId) add('validator_id = ?', filter.validatorId);
  if (filter.requesterId) add('requester_id = ?', filter.requesterId);
  if (filter.category) add('category = ? COLLATE NOCASE', filter.category);
  if (filter.origins) add(`origin IN (${marks(filter.origins)})`, ...filter.origins);
  if (filter.onHold !== undefined) add(filter.onHold ? 'on_hold = 1' : 'on_hold = 0');
  if (filter.unauthorised !== undefined) add(`unauthorised = ${filter.unauthorised ? 1 : 0}`);
  if (filter.plannedFrom !== undefined) add('planned_sort >= ?', filter.plannedFrom);
  if (filter.plannedUntil !== undefined) add('planned_sort < ?', filter.plannedUntil);
  if (filter.updatedFrom !== undefined) add('updated_at >= ?', filter.updatedFrom);
  if (filter.waitsForMe !== undefined) {
    const waiting = JSON.stringify(changesWaitingFor(store.db, operatorId(store.db), store.now()));
    add(`id ${filter.waitsForMe ? 'IN' : 'NOT IN'} (SELECT value FROM json_each(?))`, waiting);
  }
  if (filter.ids) add('id IN (SELECT value FROM json_each(?))', JSON.stringify(filter.ids));
  if (filter.group) add(...groupClause(filter.group));
  const match = matchOf(filter.text ?? '');
  if (match) {
    add(
      `n IN (SELECT rowid FROM change_fts WHERE change_fts MATCH ? ORDER BY rowid DESC LIMIT ${RANKED})`,
      match,
    );
  }
  return { sql: parts.map((part) => part.sql).join(' AND '), params: parts.flatMap((part) => part.params) };
}

/** FTS5 query of what was typed: every word must occur, the last one as a beginning; signs mean nothing. */
export function matchOf(text: string): string {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .slice(0, 12)
    .map((word, at, all) => (at === all.length - 1 ? `"${word}"*` : `"${word}"`))
    .join(' ');
}

const OF_TEAM = `n IN (SELECT cs.n FROM service s JOIN change_service cs ON cs.service_id = s.id
  WHERE s.team_id = ? AND s.removed_at IS NULL)`;

/**
 * Finished tickets are nearly all there are: states before that are looked up by their index, and where finished ones
 * are wanted too the order is walked instead.
 */
function stateClause(states: readonly ChangeState[]): [string, ...(string | number)[]] {
  if (states.length > 0 && states.every(isOpen))
    return [`state_rank IN (${marks(states)})`, ...states.map((state) => allChangeStates.indexOf(state))];
  return [`state IN (${marks(states)})`, ...states];
}

function groupClause({
  by,
  key,
}: {
  readonly by: GroupBy;
  readonly key: string;
}): [string, ...(string | number)[]] {
  switch (by) {
    case 'release':
      return key === '' ? ['release_id IS NULL'] : ['release_id = ?', key];
    case 'assignee':
      return key === '' ? ['assignee_id IS NULL'] : ['assignee_id = ?', key];
    case 'state':
      return stateClause([key as ChangeState]);
    case 'type':
      return ['type = ?', key];
    case 'risk':
      return ['risk_level = ?', key];
    case 'service':
      return key === ''
        ? ["service_ids = '[]'"]
        : ['n IN (SELECT n FROM change_service WHERE service_id = ?)', key];
  }
}

function marks(values: readonly unknown[]): string {
  return values.length === 0 ? 'NULL' : values.map(() => '?').join(', ');
}
