import { z } from 'zod';
import { environmentId, repositoryId, serviceId, teamId } from '#shared/domain/ids.ts';
import { route, text } from './base.ts';

export const service = z.object({
  id: serviceId,
  name: text(120).min(1),
  /** 1 is the most critical. */
  tier: z.int().min(1).max(4),
  teamId: teamId.nullable(),
  repositoryId: repositoryId.nullable(),
  /** Folder inside the repository; commits that touch it touch this service. Empty = the whole repository. */
  path: text(500),
  dependsOn: z.array(serviceId),
});
export type Service = z.infer<typeof service>;

export const environment = z.object({
  id: environmentId,
  name: text(60).min(1),
  kind: z.enum(['dev', 'test', 'staging', 'production', 'other']),
});
export type Environment = z.infer<typeof environment>;

const serviceFields = service.omit({ id: true });

export const catalogueContract = {
  list: route.output(z.object({ services: z.array(service), environments: z.array(environment) })),
  addService: route.input(serviceFields.partial().required({ name: true })).output(service),
  patchService: route.input(z.object({ id: serviceId, fields: serviceFields.partial() })).output(service),
};
