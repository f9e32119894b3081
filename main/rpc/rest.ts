import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnyContractRouter } from '@orpc/contract';
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { type Context, ORPCError, type Router } from '@orpc/server';
import { BodyLimitPlugin } from '@orpc/server/node';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { z } from 'zod';
import { pathOf } from '#main/services/http/guards.ts';
import { bearerOf, say } from '#main/services/http/loopback.ts';
import { type Scope, scope } from '#shared/contract/base.ts';

/** Answers a request under `/api/`, with 404 while the local API is off. */
export type RestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

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
    if (!options.enabled()) return noRoute(response);
    if (request.method === 'GET' && pathOf(request.url ?? '') === '/api/openapi.json') {
      document ??= documentOf(options, filter);
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      response.end(await document);
      return;
    }
    const token = bearerOf(request);
    // Found by its hash: how long the search takes says nothing about the token.
    const scopes = token === null ? null : options.scopesOf(createHash('sha256').update(token).digest('hex'));
    if (scopes === null) {
      response.setHeader('www-authenticate', 'Bearer');
      return say(response, 401, { reason: 'A token of the local API is needed; Settings makes one.' });
    }
    response.setHeader('cache-control', 'no-store');
    const { matched } = await handler.handle(request, response, {
      prefix: '/api',
      context: { ...options.context, scopes },
    });
    if (!matched) noRoute(response);
  };
}

function noRoute(response: ServerResponse): void {
  say(response, 404, { reason: 'There is no such route, or the local API is switched off.' });
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
