import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useNames } from '#renderer/features/changes/names.ts';
import { standingGlyph, standingWords } from '#renderer/features/runbooks/ChangesOut.tsx';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { formatCount, formatDateTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Checkbox } from '#renderer/ui/Fields.tsx';
import { LifePips, RiskBars } from '#renderer/ui/LifePips.tsx';
import { Section } from '#renderer/ui/Page.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { ReleaseDetail } from '#shared/contract/releases.ts';
import { authorisedStates } from '#shared/domain/changes/changes.ts';
import { AdvanceDialog } from './AdvanceDialog.tsx';
import { canAdvance } from './advance.ts';
import css from './ReleaseScreen.module.css';

/** The tickets aboard, and bringing the chosen ones to Scheduled together. */
export function ReleaseTickets({ release }: { readonly release: ReleaseDetail }) {
  const zone = useZone();
  const names = useNames();
  const rows = release.changeRows;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [advancing, setAdvancing] = useState(false);
  const picked = rows.filter((row) => chosen.has(row.id));
  const waiting = rows.filter(canAdvance);
  const open = rows.filter((row) => row.state !== 'Cancelled');
  const authorised = open.filter((row) => authorisedStates.includes(row.state)).length;
  const choose = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <Section
      title="Tickets"
      aside={rows.length === 0 ? '' : `${authorised} of ${formatCount(open.length, 'change')} authorised`}
    >
      {rows.length === 0 ? (
        <p className="t2">
          No change rides on this release yet. A ticket comes aboard by naming the release in its{' '}
          <Link to="/changes">form</Link>, or by drafting the release from Git.
        </p>
      ) : (
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">
                  <Checkbox
                    aria-label="Choose all tickets"
                    checked={picked.length === rows.length}
                    indeterminate={picked.length > 0 && picked.length < rows.length}
                    onChange={(event) =>
                      setChosen(new Set(event.currentTarget.checked ? rows.map((row) => row.id) : []))
                    }
                  />
                </th>
                <th scope="col">Ref</th>
                <th scope="col">Title</th>
                <th scope="col">State</th>
                <th scope="col">Risk</th>
                <th scope="col">Services</th>
                <th scope="col">Planned start</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td>
                    <Checkbox
                      aria-label={`Choose ${row.ref}`}
                      checked={chosen.has(row.id)}
                      onChange={(event) => choose(row.id, event.currentTarget.checked)}
                    />
                  </td>
                  <td className="ref t2">{row.ref}</td>
                  <th scope="row" className={css.name}>
                    <Link to="/change/$key" params={{ key: row.ref }}>
                      {row.title}
                    </Link>
                  </th>
                  <td>
                    <LifePips state={row.state} onHold={row.onHold} />
                  </td>
                  <td>
                    <RiskBars level={row.riskLevel} score={row.riskScore} />
                  </td>
                  <td className="t2">{row.serviceIds.map(names.serviceName).filter(Boolean).join(', ')}</td>
                  <td className={css.nowrap}>
                    {row.plannedStart ? (
                      formatDateTime(row.plannedStart.at, zone)
                    ) : (
                      <span className="t3">not planned</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <LeftRuns release={release} />
      {waiting.length > 0 && (
        <div className={css.bar}>
          <Button onClick={() => setAdvancing(true)} disabled={picked.length > 0 && !picked.some(canAdvance)}>
            Advance to Scheduled
          </Button>
          <span className="t2">
            {picked.length > 0
              ? `${formatCount(picked.length, 'ticket')} chosen`
              : `${formatCount(waiting.length, 'ticket')} can go there`}
          </span>
        </div>
      )}
      {advancing && (
        <AdvanceDialog
          changes={picked.length > 0 ? picked : waiting}
          onClose={() => {
            setAdvancing(false);
            setChosen(new Set());
          }}
        />
      )}
    </Section>
  );
}

/** Changes that left a live run of the release, also those that are no longer aboard. */
function LeftRuns({ release }: { readonly release: ReleaseDetail }) {
  const zone = useZone();
  return release.leftRuns.map((one) => (
    <p key={`${one.runId} ${one.id}`}>
      <StateGlyph state={standingGlyph[one.standing]} />{' '}
      <Link to="/change/$key" params={{ key: one.ref }} className="ref">
        {one.ref}
      </Link>{' '}
      {standingWords(one, zone)}
      {one.reason && `: ${one.reason}`},{' '}
      <Link to="/run/$id" params={{ id: one.backOutId ?? one.runId }}>
        {one.backOutId === null ? 'its run' : 'its back-out'}
      </Link>
    </p>
  ));
}
