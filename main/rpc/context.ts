import { implement, ORPCError } from '@orpc/server';
import { failureOf } from '#db/failures.ts';
import type { Who } from '#db/log.ts';
import { operatorId } from '#db/queries/people.ts';
import type { App } from '#main/app.ts';
import { GitError } from '#main/services/git/errors.ts';
import { contract } from '#shared/contract/index.ts';
import { Refusal } from '#shared/domain/refusal.ts';

/** What every route gets from the shell. */
export type Context = { readonly app: App };

const root = implement(contract).$context<Context>();

/** Routes that answer also when no file is open. */
export const open = root.use(async ({ next }) => {
  try {
    return await next();
  } catch (error) {
    throw declared(error);
  }
});

/** Routes that read the open file. */
export const reading = open.use(({ context, next }) => next({ context: { store: context.app.store() } }));

/** Routes that write as the operator. Answers NO_OPERATOR when nobody is named. */
export const writing = reading.use(({ context, next }) => {
  const actor = operatorId(context.store.db);
  if (!actor) {
    throw new ORPCError('NO_OPERATOR', {
      data: { reason: 'Nobody is named as operator. Choose who operates this device.' },
    });
  }
  const who: Who = { actor };
  return next({ context: { who } });
});

/** Turns what the rooms below throw into the failures the contract declares; the rest stays a bug. */
function declared(error: unknown): unknown {
  if (error instanceof Refusal) return new ORPCError(error.code, { data: { reason: error.message } });
  if (error instanceof GitError) {
    const data =
      error.code === 'UNKNOWN_REF' ? { reason: error.reason, ref: error.ref } : { reason: error.reason };
    return new ORPCError(error.code, { data });
  }
  if (
    error instanceof Error &&
    /^SQLITE_(FULL|CORRUPT|NOTADB|READONLY|IOERR|BUSY)|^ENOSPC$/.test(codeOf(error))
  ) {
    const { what, means } = failureOf(error, []);
    return new ORPCError('STORE_UNAVAILABLE', { data: { reason: `${what} ${means}` } });
  }
  return error;
}

function codeOf(error: Error): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}
