import { ORPCError } from '@orpc/server';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { storeFile } from '#db/open.ts';
import type { Client } from '#shared/contract/index.ts';
import { inputsFor, type Known } from './hostile-input.ts';
import { callable, type Route, routes } from './routes.ts';
import type { TestWorkspace } from './workspace.ts';

export type HostileResult = {
  readonly inputs: number;
  readonly accepted: number;
  readonly refused: number;
  /** What should not have happened, each with its route and input. */
  readonly faults: readonly string[];
};

/** Longest a single call may take. */
const CALL_MS = 20_000;

/**
 * Throws `inputs` generated inputs at the routes of the contract, in turn. A fault is: an error the route does not
 * declare, a refused input that changed the file, a call that does not answer.
 */
export async function throwInputs(
  workspace: TestWorkspace,
  inputs: number,
  seed: number,
): Promise<HostileResult> {
  const client = workspace.client();
  const known = await knownIn(client);
  const makers = routes.map((route) =>
    fc.sample(inputsFor(route, known), { numRuns: Math.ceil(inputs / routes.length), seed }),
  );
  const watch = new Database(storeFile(workspace.folder), { readonly: true });
  const version = () => watch.pragma('data_version', { simple: true });
  const faults: string[] = [];
  let accepted = 0;
  try {
    for (let n = 0; n < inputs && faults.length < 20; n += 1) {
      const route = routes[n % routes.length] as Route;
      const input = makers[n % routes.length]?.[Math.floor(n / routes.length)];
      const before = version();
      const error = await failureOf(client, route, input);
      if (error === null) {
        accepted += 1;
        continue;
      }
      const fault =
        undeclared(route, error) ?? (version() === before ? null : 'was refused, yet changed the file');
      if (fault) faults.push(`${route.name} ${shown(input)}: ${fault}`);
    }
    if ('polluted' in {}) faults.push('an input reached the prototype of all objects');
  } finally {
    watch.close();
  }
  return { inputs, accepted, refused: inputs - accepted, faults };
}

/** Calls the route; null when it answered, else what it threw. Streams are read for a few events. */
async function failureOf(client: Client, route: Route, input: unknown): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${CALL_MS} ms`)), CALL_MS);
  });
  try {
    await Promise.race([late, answer(client, route, input)]);
    return null;
  } catch (error) {
    return error;
  } finally {
    clearTimeout(timer);
  }
}

async function answer(client: Client, route: Route, input: unknown): Promise<void> {
  const result = await callable(client, route.name)(input);
  if (!route.streams) return;
  let events = 0;
  // The live stream never ends; its first event comes at once.
  const most = route.name === 'live.changes' ? 1 : 3;
  for await (const _ of result as AsyncIterable<unknown>) {
    events += 1;
    if (events >= most) break;
  }
}

function undeclared(route: Route, error: unknown): string | null {
  if (!(error instanceof ORPCError)) return `threw ${error instanceof Error ? error.stack : String(error)}`;
  if (error.code === 'BAD_REQUEST' || (error.defined && route.errors.includes(error.code))) return null;
  const cause = error.cause instanceof Error ? ` because of ${error.cause.stack}` : '';
  return `answered with the undeclared ${error.code}: ${error.message}${cause}`;
}

/** Ids and names that exist, gathered from what the routes themselves tell. */
async function knownIn(client: Client): Promise<Known> {
  const [people, catalogue, windows, releases, runs, templates, page, timeline, repositories] =
    await Promise.all([
      client.people.list(),
      client.catalogue.list(),
      client.calendar.windows(),
      client.releases.list(),
      client.runbooks.runs(),
      client.runbooks.templates(),
      client.changes.page({ filter: {}, sort: [], offset: 0, limit: 12 }),
      client.timeline.page({ limit: 3 }),
      client.repositories.list(),
    ]);
  const details = await Promise.all(runs.slice(0, 2).map((run) => client.runbooks.get({ id: run.id })));
  const found = [
    people.people,
    people.teams,
    catalogue.services,
    catalogue.environments,
    windows,
    releases,
    runs,
    templates,
    page,
    repositories,
  ]
    .flatMap((list) => list.slice(0, 6).map((thing) => thing.id as string))
    .concat(details.flatMap((view) => view.steps.slice(0, 6).map((step) => step.id)));
  return [
    ...found,
    ...page.map((row) => row.ref),
    ...releases.map((release) => release.ref),
    ...timeline.entries.map((entry) => entry.device),
  ];
}

function shown(input: unknown): string {
  try {
    return (
      JSON.stringify(input, (_, value) => (typeof value === 'bigint' ? `${value}n` : value)) ?? String(input)
    ).slice(0, 800);
  } catch {
    return 'an input that JSON cannot show';
  }
}
