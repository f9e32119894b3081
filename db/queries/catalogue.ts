import { isNull } from 'drizzle-orm';
import type { Environment, Service } from '#shared/contract/catalogue.ts';
import { newId, type ServiceId } from '#shared/domain/ids.ts';
import { notFound } from '#shared/domain/refusal.ts';
import { type Tx, type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import { environment, service } from '../schema/catalogue.ts';
import type { Store } from '../store.ts';
import { mustExist } from './references.ts';

type ServiceFields = Omit<Service, 'id'>;

/** Services that were not removed, by name. */
export function listServices(db: ReadDb): Service[] {
  return db
    .select()
    .from(service)
    .where(isNull(service.removedAt))
    .orderBy(service.name)
    .all()
    .map(rowToService);
}

/** Environments that were not removed, in the order they were made. */
export function listEnvironments(db: ReadDb): Environment[] {
  return db
    .select({ id: environment.id, name: environment.name, kind: environment.kind })
    .from(environment)
    .where(isNull(environment.removedAt))
    .all();
}

/** Adds a service; tier 3 unless told otherwise. */
export function addService(
  store: Store,
  who: Who,
  fields: Partial<ServiceFields> & { name: string },
): Service {
  return write(store, who, 'Service added', (tx) => {
    checkReferences(tx, fields);
    return rowToService(
      tx.insert(service, {
        id: newId(),
        tier: 3,
        teamId: null,
        repositoryId: null,
        path: '',
        dependsOn: [],
        ...fields,
      }),
    );
  });
}

function checkReferences(tx: Tx, { teamId, repositoryId, dependsOn }: Partial<ServiceFields>): void {
  mustExist(tx, { team: [teamId], repository: [repositoryId], service: dependsOn ?? [] });
}

/** Changes fields of a service. Throws NOT_FOUND. */
export function patchService(store: Store, who: Who, id: ServiceId, fields: Partial<ServiceFields>): Service {
  return write(store, who, 'Service edited', (tx) => {
    checkReferences(tx, fields);
    const row = tx.patch(service, id, fields);
    if (!row) throw notFound('This service');
    return rowToService(row);
  });
}

function rowToService({ removedAt: _, ...row }: typeof service.$inferSelect): Service {
  return row;
}
