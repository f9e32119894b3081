import { mapEventIterator } from '@orpc/client';
import type { ErrorMap } from '@orpc/contract';
import { implement, ORPCError } from '@orpc/server';
import { failureOf } from '#db/failures.ts';
import { LockedFolder } from '#db/lock.ts';
import type { Who } from '#db/log.ts';
import { operatorId } from '#db/queries/people.ts';
import type { App } from '#main/app.ts';
import { GitError } from '#main/services/git/errors.ts';
import { contract } from '#shared/contract/index.ts';
import { Refusal } from '#shared/domain/refusal.ts';

/** What every route gets from the shell. */
export type Context = { readonly app: App };

/** Work that goes on while a backup takes the file's place ends with the file it began in. */
const CLOSED_MEANWHILE =
  'The workspace was closed or replaced meanwhile, so this was not finished. Look at what is there, then start again.';

// What goes out was parsed when it came in, and its type is checked when it is compiled; checking each answer once more
// was a third of the time of a page of tickets.
const root = implement(contract).$context<Context>().$config({ initialOutputValidationIndex: Number.NaN });

/** Routes that answer also when no file is open. Their failures, also those in the middle of a stream, become declared ones. */
export const open = root.use(async ({ next, procedure }) => {
  const { errorMap } = procedure['~orpc'];
  try {
    const result = await next();
    if (!isStream(result.output)) return result;
    const output = mapEventIterator(result.output, {
      value: (event) => event,
      error: async (error) => declared(error, errorMap),
    });
    return { ...result, output };
  } catch (error) {
    throw declared(error, errorMap);
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

/**
 * Turns what the rooms below throw into the failures the contract declares; the rest stays a bug. The status has to be
 * the declared one, or the error would not count as declared.
 */
function declared(error: unknown, errorMap: ErrorMap): unknown {
  const failure = failureIn(error);
  const status = failure && errorMap[failure.code]?.status;
  return failure && status
    ? new ORPCError(failure.code, { status, data: failure.data, cause: error })
    : error;
}

function failureIn(error: unknown): { code: string; data: unknown } | null {
  if (error instanceof ORPCError) return error;
  if (error instanceof Refusal) return { code: error.code, data: { reason: error.message } };
  if (error instanceof GitError) return { code: error.code, data: { reason: error.reason, ref: error.ref } };
  if (error instanceof LockedFolder) return unavailable(error);
  if (error instanceof TypeError && error.message === 'The database connection is not open') {
    return { code: 'STORE_UNAVAILABLE', data: { reason: CLOSED_MEANWHILE } };
  }
  if (
    error instanceof Error &&
    /^SQLITE_(FULL|CORRUPT|NOTADB|READONLY|IOERR|BUSY)|^ENOSPC$/.test(codeOf(error))
  ) {
    return unavailable(error);
  }
  return null;
}

function unavailable(error: Error): { code: string; data: unknown } {
  const { what, means } = failureOf(error, []);
  return { code: 'STORE_UNAVAILABLE', data: { reason: `${what} ${means}` } };
}

function isStream(output: unknown): output is AsyncGenerator<unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output && 'next' in output;
}

function codeOf(error: Error): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}
