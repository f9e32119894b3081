import type { GlyphState } from '#renderer/ui/StateGlyph.tsx';
import type { CloseCode } from '#shared/contract/changes.ts';

/** Shape of a result; the word stands beside it. */
export function closeGlyph(code: CloseCode | null): GlyphState {
  switch (code) {
    case 'successful':
      return 'done';
    case 'successful with issues':
      return 'workaround';
    case 'unsuccessful':
      return 'failed';
    case 'backed out':
      return 'blocked';
    case 'not implemented':
    case null:
      return 'skipped';
  }
}
