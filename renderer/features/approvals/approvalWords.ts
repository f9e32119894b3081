import type { GlyphState } from '#renderer/ui/StateGlyph.tsx';
import type { Capacity, Verdict } from '#shared/contract/approvals.ts';
import type { StageState } from '#shared/contract/standing.ts';

const glyphs: Readonly<Record<StageState, GlyphState>> = {
  'not asked': 'skipped',
  'not due': 'planned',
  open: 'ready',
  approved: 'done',
  rejected: 'failed',
  'sent back': 'workaround',
  blocked: 'blocked',
  'to do': 'ready',
  done: 'done',
};

/** The silhouette of a stage's state. */
export function stageGlyph(state: StageState): GlyphState {
  return glyphs[state];
}

/** What the button says that gives a verdict. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  approve: 'Approve',
  reject: 'Reject',
  'send back': 'Send back',
  abstain: 'Abstain',
  done: 'Mark as done',
};

const given: Readonly<Record<Verdict, string>> = {
  approve: 'approved',
  reject: 'rejected',
  'send back': 'sent it back',
  abstain: 'abstained',
  done: 'did it',
};

/** "approved", "sent it back": what somebody did. */
export function gave(verdict: Verdict): string {
  return given[verdict];
}

/** In which capacity it was recorded; empty for one's own word. */
export function capacityWords(capacity: Capacity): string {
  switch (capacity) {
    case 'self':
      return '';
    case 'on behalf':
      return 'on behalf';
    case 'delegate':
      return 'as delegate';
  }
}
