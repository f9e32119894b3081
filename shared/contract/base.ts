import { oc } from '@orpc/contract';
import { z } from 'zod';

/** Scope that a local API token needs for a route marked public. */
export const scope = z.enum(['gate:read', 'event:write', 'feed:read']);
export type Scope = z.infer<typeof scope>;

/** A sentence that says what happened and what to do; the page shows it as it stands. */
const reason = z.object({ reason: z.string() });

/** Start of every route: the failures any of them may answer with. `public` marks what the local REST API offers. */
export const route = oc.$meta<{ public?: Scope }>({}).errors({
  STORE_UNAVAILABLE: { status: 503, message: 'The workspace file is not open', data: reason },
  NO_OPERATOR: { status: 409, message: 'Nobody is named as operator', data: reason },
  NOT_FOUND: { status: 404, message: 'Not found', data: reason },
  REFUSED: { status: 409, message: 'Refused by a rule', data: reason },
});

export const text = (max: number) => z.string().max(max);
/** Long prose: a pasted page is fine, a pasted disk image is not. */
export const prose = text(1_000_000);
export const title = text(500);
/** A document that was made: its name, its media type, its bytes as base64. */
export const madeFile = z.object({ name: z.string(), type: z.string(), data: z.string() });
