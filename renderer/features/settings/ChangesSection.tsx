import { Link } from '@tanstack/react-router';
import { usePolicyQuery } from '#renderer/features/changes/usePolicies.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { buttonClass } from '#renderer/ui/Button.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import css from './Settings.module.css';

/** The way to how changes are handled, and how much of it this workspace has set. */
export function ChangesSection() {
  const query = usePolicyQuery();
  return (
    <>
      <p className={css.lead}>
        Who approves a change of each type, what a move needs, the release criteria, the questions beside each
        field, where work items lead, and fields of your own.
      </p>
      <QueryState query={query} what="The settings of changes">
        {({ own }) => (
          <p className="t2">
            {own.length === 0
              ? 'Everything is as built in.'
              : `This workspace has set ${formatCount(own.length, 'of them', 'of them')}.`}
          </p>
        )}
      </QueryState>
      <div className={css.foot}>
        <Link to="/settings/changes" className={buttonClass({})}>
          Settings of changes
        </Link>
      </div>
    </>
  );
}
