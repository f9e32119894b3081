import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnyContractRouter } from '@orpc/contract';
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { type Context, ORPCError, type Router } from '@orpc/server';
import { BodyLimitPlugin } from '@orpc/server/node';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { z } from 'zod';
import { type Scope, scope } from '#shared/contract/base.ts';

/** Answers a request under `/api/`; false when the local API is off or has no such route. */
export type RestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

export type RestOptions<T extends Context> = {
  // biome-ignore lint/suspicious/noExplicitAny: oRPC's own bound for "a router of any contract"
  readonly router: Router<any, T>;
  readonly contract: AnyContractRouter;
  readonly context: T;
  readonly version: string;
  /** Asked at every request, so that the switch in Settings works at once. */
  readonly enabled: () => boolean;
  /** Scopes of the token with this SHA-256 (hex), or null when there is none. */
  readonly scopesOf: (hash: string) => readonly Scope[] | null;
};

const isPublic = z.object({ public: scope });

/** The routes whose contract says `public`, as REST with an OpenAPI document; each asks for a token with its scope. */
export function createRest<T extends Context>(options: RestOptions<T>): RestHandler {
  const filter = (one: { contract: { '~orpc': { meta: object } } }) => scopeOf(one.contract) !== null;
  const handler = new OpenAPIHandler<T & { readonly scopes: readonly Scope[] }>(options.router, {
    filter,
    plugins: [new BodyLimitPlugin({ maxBodySize: 1024 * 1024 })],
    clientInterceptors: [
      (call) => {
        const wanted = scopeOf(call.procedure);
        if (wanted === null || !call.context.scopes.includes(wanted))
          throw new ORPCError('FORBIDDEN', { message: `This token does not have the scope ${wanted}.` });
        return call.next();
      },
    ],
  });
  let document: Promise<string> | null = null;

  return async (request, response) => {
    if (!options.enabled()) return false;
    const path = (request.url ?? '').split('?')[0];
    if (request.method === 'GET' && path === '/api/openapi.json') {
      document ??= documentOf(options, filter);
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      response.end(await document);
      return true;
    }
    const bearer = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1];
    // Found by its hash: how long the search takes says nothing about the token.
    const scopes =
      bearer === undefined ? null : options.scopesOf(createHash('sha256').update(bearer).digest('hex'));
    if (scopes === null) {
      response.writeHead(401, { 'content-type': 'application/json', 'www-authenticate': 'Bearer' });
      response.end(JSON.stringify({ reason: 'A token of the local API is needed; Settings makes one.' }));
      return true;
    }
    response.setHeader('cache-control', 'no-store');
    const { matched } = await handler.handle(request, response, {
      prefix: '/api',
      context: { ...options.context, scopes },
    });
    return matched;
  };
}

function scopeOf(contract: { '~orpc': { meta: object } }): Scope | null {
  return isPublic.safeParse(contract['~orpc'].meta).data?.public ?? null;
}

async function documentOf<T extends Context>(
  options: RestOptions<T>,
  filter: (one: { contract: { '~orpc': { meta: object } } }) => boolean,
): Promise<string> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return JSON.stringify(
    await generator.generate(options.contract, {
      filter,
      info: { title: 'Slipway local API', version: options.version },
      servers: [{ url: '/api' }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    }),
  );
}
