import type { Change } from '#shared/contract/changes.ts';

// A version after the words of a way back: "to 7.1.3", "back at 15.4.3", "restore payments-api v4.7". The one that is left is not meant.
const WAY_BACK =
  /\b(?:to|at|restore|redeploy|reinstall)\s+(?:[\w-]+\s+){0,3}?(v?\d+\.\d+(?:\.\d+)*(?:-[\w.]+)?)(?![\w.]*\w)/gi;

/** The version each back-out step returns to, such as 4.8.0 or v1.12; empty when no step says. */
export function returnsTo(change: Pick<Change, 'backOutSteps'>): string {
  const found = new Set<string>();
  for (const step of change.backOutSteps) {
    for (const [, version] of step.title.matchAll(WAY_BACK)) if (version) found.add(version);
  }
  return [...found].slice(0, 4).join(', ');
}
