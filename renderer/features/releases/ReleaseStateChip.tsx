import { Chip } from '#renderer/ui/Chip.tsx';
import type { GlyphState } from '#renderer/ui/StateGlyph.tsx';
import type { Release, ReleaseState } from '#shared/contract/releases.ts';

/** Where a release stands, as shape and word; a closed one says how it ended. */
export function ReleaseStateChip(props: {
  readonly release: Pick<Release, 'state' | 'outcome'>;
  readonly bare?: boolean;
}) {
  const { state, outcome } = props.release;
  const word = state === 'Closed' && outcome !== null ? `Closed: ${outcome}` : state;
  return (
    <Chip state={releaseGlyph(state, outcome)} {...(props.bare ? { bare: true } : {})}>
      {word}
    </Chip>
  );
}

/** Silhouette of a release's state. Backed out is stopped and waits for re-planning; a closed one looks like its outcome. */
function releaseGlyph(state: ReleaseState, outcome: Release['outcome'] = null): GlyphState {
  switch (state) {
    case 'Planning':
    case 'Build':
    case 'Testing':
    case 'Awaiting approval':
      return 'planned';
    case 'Scheduled':
    case 'Review':
      return 'ready';
    case 'Deployment':
      return 'running';
    case 'Failed':
      return 'failed';
    case 'Backed out':
      return 'blocked';
    case 'Cancelled':
      return 'skipped';
    case 'Closed':
      return outcome === null ? 'done' : CLOSED[outcome];
  }
}

const CLOSED = {
  successful: 'done',
  'successful with issues': 'workaround',
  'backed out': 'blocked',
  failed: 'failed',
} as const satisfies Record<NonNullable<Release['outcome']>, GlyphState>;
