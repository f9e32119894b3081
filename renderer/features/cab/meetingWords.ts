import { formatCount } from '#renderer/lib/format.ts';
import type { GlyphState } from '#renderer/ui/StateGlyph.tsx';
import type { AgendaLine, CabMeeting, Filled, Outcome } from '#shared/contract/cab.ts';
import { capital } from '#shared/domain/wording.ts';

const glyphs: Readonly<Record<Outcome, GlyphState>> = {
  approved: 'done',
  'approved with conditions': 'workaround',
  rejected: 'failed',
  deferred: 'skipped',
};

/** Shape and word of where an item stands. */
export function standingOf(line: Pick<AgendaLine, 'outcome' | 'startedAt' | 'endedAt' | 'gone'>): {
  readonly glyph: GlyphState;
  readonly word: string;
} {
  if (line.outcome) return { glyph: glyphs[line.outcome], word: capital(line.outcome) };
  if (line.gone) return { glyph: 'blocked', word: 'Removed' };
  if (line.startedAt !== null && line.endedAt === null) return { glyph: 'running', word: 'Now' };
  return line.startedAt === null
    ? { glyph: 'planned', word: 'Not heard' }
    : { glyph: 'ready', word: 'Heard, not decided' };
}

/** Where a meeting stands, in a word. */
export function phaseOf(meeting: CabMeeting): 'called' | 'running' | 'held' {
  if (meeting.startedAt === null) return 'called';
  return meeting.endedAt === null ? 'running' : 'held';
}

/** What filling or adding did, in a sentence. */
export function filledWords({ added, left, more }: Pick<Filled, 'added' | 'left' | 'more'>): string {
  const out = left.length + more;
  const put = added === 0 ? 'Nothing was added' : `${formatCount(added, 'item')} added`;
  return out === 0 ? `${put}.` : `${put}, ${formatCount(out, 'change')} left out.`;
}
