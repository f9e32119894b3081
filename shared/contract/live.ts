import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { route } from './base.ts';

export const liveContract = {
  /** After each commit: the topics it touched, such as `changes`, `changes/<id>`, `runs/<id>`. The first event comes at once and carries no topics. */
  changes: route.output(eventIterator(z.object({ topics: z.array(z.string()), at: z.int() }))),
};
