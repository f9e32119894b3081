import { expect } from 'vitest';
import type { Client } from '#shared/contract/index.ts';

/** A refusal whose reason names these, in this order; each is part of a regular expression. */
export const refusedNaming = (...words: string[]) => ({
  code: 'REFUSED',
  data: { reason: expect.stringMatching(new RegExp(words.join('[\\s\\S]*'))) },
});

/** The newest entry of the log. */
export async function newestEntry(client: Client) {
  const entry = (await client.timeline.page({ limit: 1 })).entries[0];
  if (!entry) throw new Error('the log is empty');
  return entry;
}
