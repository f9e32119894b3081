/** Why a page's process ended, in Electron's words. */
export type GoneReason =
  | 'clean-exit'
  | 'abnormal-exit'
  | 'killed'
  | 'crashed'
  | 'oom'
  | 'launch-failed'
  | 'integrity-failure'
  | 'memory-eviction';

export type CrashDecision = 'nothing' | 'reload' | 'ask';

const spanMs = 60_000;
const crashesBeforeAsking = 3;

/**
 * What to do after a page's process ended at `now`, where `earlier` are the instants (ms) of its former ends: load it
 * again, but ask a person once it happens for the third time within a minute or when loading again cannot help.
 */
export function afterCrash(reason: GoneReason, earlier: readonly number[], now: number): CrashDecision {
  if (reason === 'clean-exit') return 'nothing';
  if (reason === 'launch-failed' || reason === 'integrity-failure') return 'ask';
  const lately = earlier.filter((at) => now - at < spanMs).length;
  return lately + 1 >= crashesBeforeAsking ? 'ask' : 'reload';
}

/** The sentence for the screen: what happened and what it means. */
export function crashSentence(reason: GoneReason): string {
  const why = reason === 'oom' || reason === 'memory-eviction' ? 'ran out of memory' : `ended (${reason})`;
  return `The page ${why}. Everything that was saved is kept; text that had not been saved yet may be missing.`;
}
