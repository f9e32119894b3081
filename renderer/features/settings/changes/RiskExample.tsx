import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChangePolicies } from '#renderer/features/changes/usePolicies.ts';
import { orpc } from '#renderer/lib/client.ts';
import { SelectField } from '#renderer/ui/Fields.tsx';
import { RiskBars } from '#renderer/ui/LifePips.tsx';
import type { Service } from '#shared/contract/catalogue.ts';
import type { RiskModel } from '#shared/contract/change-policies.ts';
import type { Change } from '#shared/contract/changes.ts';
import { riskOf, servicesWithHistory } from '#shared/domain/changes/risk.ts';
import { sumWords } from '#shared/domain/wording.ts';
import css from './policies.module.css';

const MOST = 25;

/** What the edited model does to one ticket, as it is typed. */
export function RiskExample({ edited }: { readonly edited: RiskModel }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const rows = useQuery(
    orpc.changes.page.queryOptions({
      input: {
        filter: { states: ['New', 'Assess', 'Authorize', 'Scheduled'] },
        sort: [{ by: 'updated', descending: true }],
        offset: 0,
        limit: MOST,
      },
      meta: { topics: ['changes'] },
    }),
  ).data;
  const key = chosen ?? rows?.[0]?.id ?? null;
  const change = useQuery(
    orpc.changes.get.queryOptions({
      input: { key: key ?? '-' },
      enabled: key !== null,
      placeholderData: keepPreviousData,
      meta: { topics: ['changes'] },
    }),
  ).data;
  const services = useQuery(orpc.catalogue.list.queryOptions({ meta: { topics: ['catalogue'] } })).data
    ?.services;
  if (rows === undefined || services === undefined) return null;
  if (rows.length === 0) return <p className={css.mark}>No open change to try it on.</p>;
  return (
    <div className={css.try}>
      <SelectField
        label="Try it on a change"
        allowDeselect={false}
        searchable
        options={rows.map(({ id, ref, title }) => ({ value: id, label: `${ref} ${title}` }))}
        value={rows.find(({ id }) => id === key)?.id ?? null}
        onChange={setChosen}
      />
      {change && <BeforeAfter change={change} services={services} edited={edited} />}
    </div>
  );
}

function BeforeAfter(props: {
  readonly change: Change;
  readonly services: readonly Service[];
  readonly edited: RiskModel;
}) {
  const { change, services, edited } = props;
  const saved = useChangePolicies().riskModel;
  const input = servicesWithHistory(change, services).map(({ id }) => id);
  const history = useQuery(
    orpc.changes.failRates.queryOptions({ input, meta: { topics: ['changes'] } }),
  ).data;
  if (!history) return null;
  const before = riskOf(change, { model: saved, services, history });
  const after = riskOf(change, { model: edited, services, history });
  const line = (word: string, { score, level, lines }: typeof before) => (
    <tr>
      <th scope="row">{word}</th>
      <td>
        <RiskBars level={level} />
      </td>
      <td>
        <b>{score}</b>
      </td>
      <td className="t2">
        {lines.length === 0 ? 'no rule applies' : sumWords(lines.map((one) => one.points))}
      </td>
    </tr>
  );
  return (
    <table className={css.example} aria-live="polite">
      <tbody>
        {line('As saved', before)}
        {line('As edited', after)}
      </tbody>
    </table>
  );
}
