import { Link } from '@tanstack/react-router';
import { formatTime } from '#renderer/lib/format.ts';
import { type GlyphState, StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { RunChange } from '#shared/contract/run-records.ts';
import css from './Runner.module.css';
import type { RunModel } from './runModel.ts';

/** The shape of what became of a change in its run; the words stand beside it. */
export const standingGlyph: Readonly<Record<RunChange['standing'], GlyphState>> = {
  in: 'planned',
  'taken out': 'skipped',
  'backing out': 'running',
  'backed out': 'undone',
  'not backed out': 'failed',
};

/** The changes that left the run, or are leaving it; nothing while all are in it. */
export function ChangesOut({ model }: { readonly model: RunModel }) {
  const { changes, zone } = model.view;
  const out = changes.filter(({ standing }) => standing !== 'in');
  if (out.length === 0) return null;
  return (
    <section aria-label="Changes that left the run">
      <h2>Left this run, {out.length}</h2>
      {out.map((one) => (
        <div key={one.id} className={css.item}>
          <StateGlyph state={standingGlyph[one.standing]} />
          <div>
            <div className="b">
              <Link to="/change/$key" params={{ key: one.ref }} className="ref">
                {one.ref}
              </Link>{' '}
              {standingWords(one, zone)}
            </div>
            <p>
              {one.reason}
              {one.backOutId !== null && (
                <>
                  {', '}
                  <Link to="/run/$id" params={{ id: one.backOutId }}>
                    its back-out
                  </Link>
                </>
              )}
            </p>
          </div>
        </div>
      ))}
    </section>
  );
}

/** What became of a change in its run, in a few words. */
export function standingWords({ standing, restoredAt }: RunChange, zone: string): string {
  switch (standing) {
    case 'in':
      return 'is in the run';
    case 'taken out':
      return 'was taken out';
    case 'backing out':
      return 'is being backed out alone';
    case 'backed out':
      return `was backed out${restoredAt === null ? '' : `, restored ${formatTime(restoredAt, zone)}`}`;
    case 'not backed out':
      return 'could not be backed out alone';
  }
}
