import { z } from 'zod';
import { evidenceId, runId, stepId } from '#shared/domain/ids.ts';
import { route, text } from './base.ts';
import { evidence } from './run-records.ts';

export const evidenceContract = {
  /** What is attached to the steps of a run, in the order it was recorded. */
  list: route.input(z.object({ runId })).output(z.array(evidence)),
  /** Attaches words, an address, a file by its path, or a picture (PNG, JPEG or WebP in Base64, 5 MB at most). */
  attach: route
    .input(
      z.object({ stepId, kind: evidence.shape.kind, text: text(2000), picture: text(7_000_000).optional() }),
    )
    .output(evidence),
  /** A picture as the address of its bytes (`data:`). */
  picture: route.input(z.object({ id: evidenceId })).output(z.object({ address: z.string() })),
};
