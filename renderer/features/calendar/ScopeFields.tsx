import { useNames } from '#renderer/features/changes/names.ts';
import { usePeople } from '#renderer/features/people/usePeople.ts';
import { MultiSelectField } from '#renderer/ui/Fields.tsx';
import type { WindowRule } from '#shared/contract/calendar.ts';
import css from './WindowForm.module.css';

type Scope = Pick<WindowRule, 'serviceIds' | 'environmentIds' | 'teamIds'>;

/** For whom a rule holds: services, environments and teams; all three have to fit, and an empty list means all. */
export function ScopeFields(props: {
  readonly scope: Scope;
  readonly onChange: (part: Partial<Scope>) => void;
}) {
  const { scope, onChange } = props;
  const names = useNames();
  const { data } = usePeople();
  return (
    <fieldset className={css.group}>
      <legend>Scope; an empty list means all</legend>
      <MultiSelectField
        label="Services"
        options={names.services.map(({ id, name }) => ({ value: id, label: name }))}
        value={scope.serviceIds}
        onChange={(serviceIds) => onChange({ serviceIds })}
      />
      <MultiSelectField
        label="Environments"
        options={names.environments.map(({ id, name }) => ({ value: id, label: name }))}
        value={scope.environmentIds}
        onChange={(environmentIds) => onChange({ environmentIds })}
      />
      <MultiSelectField
        label="Teams"
        options={(data?.teams ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={scope.teamIds}
        onChange={(teamIds) => onChange({ teamIds })}
      />
    </fieldset>
  );
}
