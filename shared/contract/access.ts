import { z } from 'zod';
import { instant } from '#shared/domain/time.ts';
import { route, scope, text } from './base.ts';

const token = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(scope),
  createdAt: instant,
  usedAt: instant.nullable(),
});

export const accessContract = {
  /** Where the local REST API answers; null while it is switched off or no port could be had. */
  localApi: route.output(z.object({ address: z.string().nullable() })),
  tokens: route.output(z.array(token)),
  /** Makes a token for the local REST API; its text is shown this once. */
  addToken: route
    .input(z.object({ name: text(80).min(1), scopes: z.array(scope).min(1) }))
    .output(token.extend({ secret: z.string() })),
  revokeToken: route.input(z.object({ id: z.uuid() })).output(z.object({ id: z.uuid() })),
};
