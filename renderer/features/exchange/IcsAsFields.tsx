import { ScopeFields } from '#renderer/features/calendar/windows/ScopeFields.tsx';
import { zoneOptions } from '#renderer/features/workspace/zones.ts';
import { Checkbox, FieldStack, SelectField, TextField } from '#renderer/ui/Fields.tsx';
import type { IcsAs } from '#shared/contract/exchange.ts';
import css from './Exchange.module.css';

const KINDS = [
  { value: 'deny', label: 'Freezes: changes are barred' },
  { value: 'allow', label: 'Maintenance windows: work may be done' },
  { value: 'inform', label: 'For information: business events, holidays' },
] as const;
const TRAFFIC = [
  { value: 'low', label: 'Low traffic' },
  { value: 'usual', label: 'Usual traffic' },
  { value: 'high', label: 'High traffic' },
] as const;

/** What the events of a calendar file become, and for what they hold. */
export function IcsAsFields(props: {
  readonly as: IcsAs;
  /** Name the file gives its calendar. */
  readonly fromFile: string;
  readonly onChange: (part: Partial<IcsAs>) => void;
}) {
  const { as, onChange } = props;
  return (
    <FieldStack>
      <div className={css.two}>
        <SelectField
          label="The events are"
          allowDeselect={false}
          options={KINDS}
          value={as.kind}
          onChange={(kind) => kind && onChange({ kind })}
        />
        <SelectField
          label="Zone of times that name none"
          searchable
          limit={60}
          allowDeselect={false}
          options={zoneOptions()}
          value={as.zone}
          onChange={(zone) => zone && onChange({ zone })}
        />
      </div>
      <div className={css.two}>
        <TextField
          label="Name of this calendar"
          description="A later file of the same name updates these events."
          placeholder={props.fromFile || 'As the file says'}
          maxLength={300}
          defaultValue={as.source}
          onBlur={(event) => {
            const source = event.currentTarget.value.trim();
            if (source !== as.source) onChange({ source });
          }}
        />
        {as.kind === 'inform' ? (
          <SelectField
            label="Traffic meanwhile"
            description="Slots at low traffic are offered first."
            allowDeselect={false}
            options={TRAFFIC}
            value={as.traffic}
            onChange={(traffic) => traffic && onChange({ traffic })}
          />
        ) : (
          <Checkbox
            mt={26}
            label="Hard rule"
            description="Hard refuses what breaks it; soft asks for a reason."
            checked={as.hard}
            onChange={(event) => onChange({ hard: event.currentTarget.checked })}
          />
        )}
      </div>
      <ScopeFields scope={as} onChange={onChange} />
    </FieldStack>
  );
}
