import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract';
import type { z } from 'zod';
import { contract } from '#shared/contract/index.ts';

export type Route = {
  /** Place in the contract, such as `changes.page`. */
  readonly name: string;
  readonly input: z.ZodType | null;
  /** Codes of the errors the route declares. */
  readonly errors: readonly string[];
  /** True when the answer is a stream of events. */
  readonly streams: boolean;
};

/** Every route of the contract. */
export const routes: readonly Route[] = walk(contract, []);

function walk(node: object, path: readonly string[]): Route[] {
  if (isContractProcedure(node)) return [toRoute(node, path.join('.'))];
  return Object.entries(node).flatMap(([name, child]) => walk(child as object, [...path, name]));
}

function toRoute(procedure: AnyContractProcedure, name: string): Route {
  const { inputSchema, outputSchema, errorMap } = procedure['~orpc'];
  return {
    name,
    input: (inputSchema as z.ZodType | undefined) ?? null,
    errors: Object.keys(errorMap),
    // An event iterator's schema is no zod schema.
    streams: outputSchema !== undefined && !('_zod' in outputSchema),
  };
}

/** The function of a client (of any transport) that calls the route. */
export function callable(client: object, name: string): (input: unknown) => Promise<unknown> {
  const found = name
    .split('.')
    .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], client);
  return found as (input: unknown) => Promise<unknown>;
}
