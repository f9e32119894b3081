import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc } from '#renderer/lib/client.ts';
import { formatCount, formatDateTime } from '#renderer/lib/format.ts';
import { RiskBars } from '#renderer/ui/LifePips.tsx';
import { PageBody, PageHeader, Section } from '#renderer/ui/Page.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import type { ChangeRow, ChangeState } from '#shared/contract/changes.ts';
import css from './Cab.module.css';
import { Meetings } from './Meetings.tsx';
import { PastMeetings } from './PastMeetings.tsx';

const SHOWN = 200;

/** Meetings of the board, and changes that wait for a decision. */
export function CabScreen() {
  return (
    <>
      <PageHeader title="CAB" />
      <PageBody>
        <p className={css.lead}>
          When the board meets, and the changes that wait for its decision. A meeting has its agenda, its
          outcomes and its minutes.
        </p>
        <Meetings />
        <Waiting state="Authorize" title="To authorise" empty="No change waits for authorisation." />
        <Waiting state="Assess" title="In assessment" empty="No change is being assessed." />
        <PastMeetings />
      </PageBody>
    </>
  );
}

function Waiting(props: { readonly state: ChangeState; readonly title: string; readonly empty: string }) {
  const filter = { states: [props.state] };
  const meta = { topics: ['changes'] };
  const rows = useQuery(
    orpc.changes.page.queryOptions({
      input: { filter, sort: [{ by: 'plannedStart', descending: false }], offset: 0, limit: SHOWN },
      meta,
    }),
  );
  const total = useQuery(orpc.changes.count.queryOptions({ input: filter, meta })).data;
  return (
    <Section title={props.title} aside={total === undefined ? undefined : formatCount(total, 'change')}>
      <QueryState query={rows} what="The list of changes">
        {(changes) =>
          changes.length === 0 ? (
            <p className="t2">{props.empty}</p>
          ) : (
            <>
              <ul>
                {changes.map((change) => (
                  <Row key={change.id} change={change} />
                ))}
              </ul>
              {total !== undefined && total > changes.length && (
                <p className={css.more}>
                  <Link to="/changes" search={{ state: props.state }}>
                    All {formatCount(total, 'change')} in the table
                  </Link>
                </p>
              )}
            </>
          )
        }
      </QueryState>
    </Section>
  );
}

function Row({ change }: { readonly change: ChangeRow }) {
  const zone = useZone();
  return (
    <li className={css.row}>
      <span className="ref t2">{change.ref}</span>
      <Link to="/change/$key" params={{ key: change.ref }} className={css.title}>
        {change.title}
      </Link>
      <span className="t2">
        {change.onHold ? 'On hold' : change.type.charAt(0).toUpperCase() + change.type.slice(1)}
      </span>
      <RiskBars level={change.riskLevel} score={change.riskScore} />
      <span className={change.plannedStart ? undefined : 't3'}>
        {change.plannedStart ? formatDateTime(change.plannedStart.at, zone) : 'no time planned'}
      </span>
    </li>
  );
}
