import { z } from 'zod';
import { route, text } from './base.ts';
import { found } from './change-table.ts';

export const searchHit = z.object({
  kind: z.enum(['change', 'release', 'service', 'person', 'run']),
  id: z.string(),
  ref: z.string(),
  title: z.string(),
  state: z.string(),
  /** Where the words stand: in the title, else in which field of a change first. */
  found: found.omit({ id: true }),
});
export type SearchHit = z.infer<typeof searchHit>;

export const searchContract = {
  /** As-you-type search over everything with a name; newest first within a kind. */
  everything: route
    .input(z.object({ text: text(200), limit: z.int().min(1).max(50) }))
    .output(z.array(searchHit)),
};
