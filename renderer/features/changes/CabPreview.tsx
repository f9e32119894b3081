import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { formatDateTime, formatDuration } from '#renderer/lib/format.ts';
import type { Change } from '#shared/contract/changes.ts';
import { returnsTo } from '#shared/domain/changes/returns-to.ts';
import { Prose } from './Prose.tsx';
import css from './paper.module.css';

/** The ticket as it will stand in the pack, in the type it is printed in. */
export function CabPreview({ change }: { readonly change: Change }) {
  const zone = useZone();
  const version = returnsTo(change);
  const risk = change.riskLevel.charAt(0).toUpperCase() + change.riskLevel.slice(1);
  return (
    <section className={css.paper} aria-label="What the CAB sees">
      <div className={css.paperHead}>
        <span>What the CAB sees</span>
        <span>
          {change.ref}
          {change.state === 'New' ? ', draft' : ''}
        </span>
      </div>
      <h3 dir="auto">{change.title || 'Without a title'}</h3>
      <Prose text={change.description} missing="No description yet." />
      <div className={css.why}>
        <i>Why now.</i> <Prose text={change.justification} missing="Not stated." />
      </div>
      <div className={css.why}>
        <i>Impact.</i> <Prose text={change.impact} missing="Not stated." />
      </div>
      {change.evidence.trim() !== '' && (
        <div className={css.why}>
          <i>Evidence.</i> <Prose text={change.evidence} missing="" />
        </div>
      )}
      <dl>
        <div>
          <dt>Risk</dt>
          <dd>
            {risk}, {change.riskScore}
            {change.riskOverride && <span className={css.setByHand}>set by hand</span>}
          </dd>
        </div>
        <div>
          <dt>When</dt>
          <dd data-missing={change.plannedStart === null || undefined}>
            {change.plannedStart ? formatDateTime(change.plannedStart.at, zone) : 'not planned'}
          </dd>
        </div>
        <div>
          <dt>Outage</dt>
          <dd data-missing={change.plannedOutageMinutes === null || undefined}>
            {change.plannedOutageMinutes === null
              ? 'not stated'
              : change.plannedOutageMinutes === 0
                ? 'none'
                : formatDuration(change.plannedOutageMinutes * 60_000)}
          </dd>
        </div>
        <div>
          <dt>Returns to</dt>
          <dd data-missing={version === '' || undefined}>{version || 'not stated'}</dd>
        </div>
        {change.changeAuthority && (
          <div>
            <dt>Authorised by</dt>
            <dd dir="auto">{change.changeAuthority}</dd>
          </div>
        )}
        {change.closeCode && (
          <div>
            <dt>Closed</dt>
            <dd>{change.closeCode}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
