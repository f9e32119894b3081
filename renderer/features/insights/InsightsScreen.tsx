import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { closeGlyph } from '#renderer/features/today/closeGlyph.ts';
import { orpc } from '#renderer/lib/client.ts';
import { formatCount, formatNumber } from '#renderer/lib/format.ts';
import { PageBody, PageHeader, Section } from '#renderer/ui/Page.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import {
  type ChangeFilter,
  changeState,
  changeType,
  closeCode,
  riskLevel,
} from '#shared/contract/changes.ts';
import css from './Insights.module.css';

const META = { topics: ['changes'] };
const NEWEST = 500;

type Line = { readonly word: string; readonly filter: ChangeFilter; readonly search: Record<string, string> };

/** What can be counted today: changes by state, type, risk and result. Each figure opens its rows. */
export function InsightsScreen() {
  return (
    <>
      <PageHeader title="Insights" />
      <PageBody>
        <p className={css.lead}>
          Counts of what the workspace holds; each opens its rows. Delivery figures such as deployment
          frequency, change fail rate and recovery time need deployments and incidents, which this version
          does not record, so they are not shown.
        </p>
        <div className={css.grid}>
          <Section title="Changes by state">
            <Counts
              lines={changeState.options.map((state) => ({
                word: state,
                filter: { states: [state] },
                search: { state },
              }))}
            />
          </Section>
          <Section title="Changes by type">
            <Counts
              lines={changeType.options.map((type) => ({
                word: type,
                filter: { types: [type] },
                search: { type },
              }))}
            />
          </Section>
          <Section title="Changes by risk">
            <Counts
              lines={riskLevel.options.map((risk) => ({
                word: risk,
                filter: { riskLevels: [risk] },
                search: { risk },
              }))}
            />
          </Section>
          <CloseCodes />
        </div>
      </PageBody>
    </>
  );
}

function Counts({ lines }: { readonly lines: readonly Line[] }) {
  const queries = useQueries({
    queries: lines.map(({ filter }) => orpc.changes.count.queryOptions({ input: filter, meta: META })),
  });
  const most = Math.max(1, ...queries.map(({ data }) => data ?? 0));
  return (
    <ul>
      {lines.map((line, n) => {
        const count = queries[n]?.data;
        return (
          <li key={line.word} className={css.line}>
            <Link to="/changes" search={line.search} className={css.word}>
              {line.word}
            </Link>
            <Bar share={(count ?? 0) / most} />
            <span className="num b">{count === undefined ? '' : formatNumber(count)}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** Results of the newest closed changes: the count can only be filtered by state, so older ones are left out and said so. */
function CloseCodes() {
  const query = useQuery(
    orpc.changes.page.queryOptions({
      input: {
        filter: { states: ['Closed'] },
        sort: [{ by: 'updated', descending: true }],
        offset: 0,
        limit: NEWEST,
      },
      meta: META,
    }),
  );
  return (
    <QueryState query={query} what="The results">
      {(closed) => {
        const counted = closeCode.options.map((code) => ({
          code,
          count: closed.filter((change) => change.closeCode === code).length,
        }));
        const most = Math.max(1, ...counted.map(({ count }) => count));
        return (
          <Section
            title="Results of closed changes"
            aside={
              closed.length < NEWEST
                ? `${formatCount(closed.length, 'closed change')}`
                : `of the newest ${NEWEST} closed`
            }
          >
            <ul>
              {counted.map(({ code, count }) => (
                <li key={code} className={css.line}>
                  <span className={css.word}>
                    <StateGlyph state={closeGlyph(code)} /> {code}
                  </span>
                  <Bar share={count / most} />
                  <span className="num b">{formatNumber(count)}</span>
                </li>
              ))}
            </ul>
            <p className={css.more}>
              <Link to="/changes" search={{ state: 'Closed' }}>
                All closed changes
              </Link>
            </p>
          </Section>
        );
      }}
    </QueryState>
  );
}

function Bar({ share }: { readonly share: number }) {
  return (
    <span className={css.bar} aria-hidden="true">
      <i style={{ width: `${(share * 100).toFixed(1)}%` }} />
    </span>
  );
}
