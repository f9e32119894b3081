import { useQuery } from '@tanstack/react-query';
import { useNames } from '#renderer/features/changes/names.ts';
import { orpc } from '#renderer/lib/client.ts';
import { MultiSelectField } from '#renderer/ui/Fields.tsx';
import type { WindowRule } from '#shared/contract/calendar.ts';
import css from './Exchange.module.css';

type Scope = Pick<WindowRule, 'serviceIds' | 'environmentIds' | 'teamIds'>;

/** Services, environments and teams that something holds for; an empty list means all. */
export function ScopeFields(props: {
  readonly scope: Scope;
  readonly onChange: (part: Partial<Scope>) => void;
}) {
  const names = useNames();
  const people = useQuery(orpc.people.list.queryOptions({ meta: { topics: ['people'] } }));
  return (
    <div className={css.three}>
      <MultiSelectField
        label="Services"
        placeholder={props.scope.serviceIds.length === 0 ? 'All' : ''}
        options={names.services.map(({ id, name }) => ({ value: id, label: name }))}
        value={props.scope.serviceIds}
        onChange={(serviceIds) => props.onChange({ serviceIds })}
      />
      <MultiSelectField
        label="Environments"
        placeholder={props.scope.environmentIds.length === 0 ? 'All' : ''}
        options={names.environments.map(({ id, name }) => ({ value: id, label: name }))}
        value={props.scope.environmentIds}
        onChange={(environmentIds) => props.onChange({ environmentIds })}
      />
      <MultiSelectField
        label="Teams"
        placeholder={props.scope.teamIds.length === 0 ? 'All' : ''}
        options={(people.data?.teams ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={props.scope.teamIds}
        onChange={(teamIds) => props.onChange({ teamIds })}
      />
    </div>
  );
}
