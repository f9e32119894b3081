import { z } from 'zod';
import { runId } from '#shared/domain/ids.ts';
import { route, text } from './base.ts';

const key = text(100).min(1);

export const noticesContract = {
  /** Keys of what the operator was told of a run on this device. */
  announced: route.input(z.object({ runId })).output(z.array(key)),
  /** Takes a notice: true for the first window that asks, which then announces it; false for all others. */
  claim: route.input(z.object({ runId, key })).output(z.boolean()),
  /** Shows a notification through the shell; false where the shell has none of its own. A click on it opens the run. */
  show: route
    .input(z.object({ runId: runId.nullable(), title: text(200).min(1), text: text(500) }))
    .output(z.boolean()),
};
