import { useNames } from '#renderer/features/changes/names.ts';
import { FieldGroup, MultiSelectField } from '#renderer/ui/Fields.tsx';
import type { Scope } from '#shared/domain/calendar/calendar.ts';
import css from './ScopeFields.module.css';

/** For whom something holds: services, environments and teams; all three have to fit, and an empty list means all. */
export function ScopeFields(props: {
  readonly scope: Scope;
  readonly onChange: (part: Partial<Scope>) => void;
}) {
  const { scope, onChange } = props;
  const { services, environments, teams } = useNames();
  return (
    <FieldGroup legend="Scope; an empty list means all">
      <div className={css.scope}>
        <MultiSelectField
          label="Services"
          options={services.map(({ id, name }) => ({ value: id, label: name }))}
          value={scope.serviceIds}
          onChange={(serviceIds) => onChange({ serviceIds })}
        />
        <MultiSelectField
          label="Environments"
          options={environments.map(({ id, name }) => ({ value: id, label: name }))}
          value={scope.environmentIds}
          onChange={(environmentIds) => onChange({ environmentIds })}
        />
        <MultiSelectField
          label="Teams"
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
          value={scope.teamIds}
          onChange={(teamIds) => onChange({ teamIds })}
        />
      </div>
    </FieldGroup>
  );
}
