import type { WindowRule } from '#shared/contract/calendar.ts';
import type { Service } from '#shared/contract/catalogue.ts';
import type { Policies } from '#shared/contract/workspace.ts';
import type { ServiceId } from '#shared/domain/ids.ts';
import type { ReadDb } from '../read.ts';
import { listServices } from './catalogue.ts';
import { listWindows } from './windows.ts';
import { policiesOf, workspaceRow } from './workspace.ts';

/** What every booking is judged by: the same for all of them, and seldom written. */
export type PlanningFacts = {
  readonly rules: readonly WindowRule[];
  /** Maintenance windows among the rules. */
  readonly allow: readonly WindowRule[];
  readonly services: ReadonlyMap<ServiceId, Service>;
  /** Services that depend directly on a service. */
  readonly usedBy: ReadonlyMap<ServiceId, readonly ServiceId[]>;
  readonly homeZone: string;
  readonly hours: Policies['hours'];
  readonly leadMinutes: Policies['leadMinutes'];
};

const remembered = new WeakMap<ReadDb['rows'], { readonly written: number; readonly facts: PlanningFacts }>();

/**
 * Window rules, services and policies. While somebody drags they are asked for with every move of the pointer, so they
 * are kept until the connection writes again. Not in a transaction: what it read may be rolled back unnoticed.
 */
export function planningFacts(db: ReadDb): PlanningFacts {
  if ('insert' in db) return readFacts(db);
  const written = db.row<{ n: number }>('SELECT total_changes() AS n')?.n ?? 0;
  const known = remembered.get(db.rows);
  if (known?.written === written) return known.facts;
  const facts = readFacts(db);
  remembered.set(db.rows, { written, facts });
  return facts;
}

function readFacts(db: ReadDb): PlanningFacts {
  const rules = listWindows(db);
  const services = listServices(db);
  const usedBy = new Map<ServiceId, ServiceId[]>();
  for (const { id, dependsOn } of services) {
    for (const needed of dependsOn) usedBy.set(needed, [...(usedBy.get(needed) ?? []), id]);
  }
  return {
    rules,
    allow: rules.filter((rule) => rule.kind === 'allow'),
    services: new Map(services.map((service) => [service.id, service])),
    usedBy,
    homeZone: workspaceRow(db)?.zone ?? 'UTC',
    ...policiesOf(db),
  };
}
