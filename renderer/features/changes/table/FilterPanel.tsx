import { DateInput } from '@mantine/dates';
import type { Names } from '#renderer/features/changes/names.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Checkbox, SelectField } from '#renderer/ui/Fields.tsx';
import {
  type ChangeState,
  type ChangeType,
  changeState,
  changeType,
  type RiskLevel,
  riskLevel,
} from '#shared/contract/changes.ts';
import type { ChangeSearch } from './search.ts';
import css from './table.module.css';

// A list in a portal would lie outside the panel: a click in it would close both.
const inside = { withinPortal: false };

/** Every filter in one panel; each change applies at once. */
export function FilterPanel(props: {
  readonly search: ChangeSearch;
  readonly onChange: (search: ChangeSearch) => void;
  readonly onClose: () => void;
  readonly names: Names;
}) {
  const { search, names } = props;
  const set = (part: Partial<ChangeSearch>) => props.onChange({ ...search, ...part });
  const options = (things: readonly { id: string; name: string }[]) =>
    things.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className={css.panel}>
      <Several<ChangeState>
        legend="State"
        of={changeState.options}
        chosen={search.state}
        autoFocus
        onChange={(state) => set({ state })}
      />
      <div style={{ display: 'grid', gap: 16, alignContent: 'start' }}>
        <Several<RiskLevel>
          legend="Risk"
          of={riskLevel.options}
          chosen={search.risk}
          onChange={(risk) => set({ risk })}
        />
        <Several<ChangeType>
          legend="Type"
          of={changeType.options}
          chosen={search.type}
          onChange={(type) => set({ type })}
        />
      </div>
      <div style={{ display: 'grid', gap: 12, alignContent: 'start' }}>
        <SelectField
          label="Service"
          placeholder="Any"
          clearable
          comboboxProps={inside}
          options={options(names.services)}
          value={search.service ?? null}
          onChange={(id) => set({ service: names.services.find((s) => s.id === id)?.id })}
        />
        <SelectField
          label="Release"
          placeholder="Any"
          clearable
          comboboxProps={inside}
          options={names.releases.map((r) => ({
            value: r.id as string,
            label: `${r.ref} ${names.releaseName(r.id)}`,
          }))}
          value={search.release ?? null}
          onChange={(id) => set({ release: names.releases.find((r) => r.id === id)?.id })}
        />
        <SelectField
          label="Assignee"
          placeholder="Anybody"
          clearable
          comboboxProps={inside}
          options={options(names.people)}
          value={search.assignee ?? null}
          onChange={(id) => set({ assignee: names.people.find((p) => p.id === id)?.id })}
        />
        <SelectField
          label="On hold"
          placeholder="Either"
          clearable
          comboboxProps={inside}
          options={[
            { value: 'yes', label: 'On hold' },
            { value: 'no', label: 'Not on hold' },
          ]}
          value={search.hold ?? null}
          onChange={(hold) => set({ hold: hold ?? undefined })}
        />
        <DateInput
          label="Planned from"
          valueFormat="ddd D MMM YYYY"
          placeholder="Any day"
          clearable
          clearButtonProps={{ 'aria-label': 'Clear this day' }}
          popoverProps={{ withinPortal: false }}
          value={search.from ?? null}
          onChange={(date) => set({ from: date?.slice(0, 10), next: undefined })}
        />
        <DateInput
          label="Planned until, that day included"
          valueFormat="ddd D MMM YYYY"
          placeholder="Any day"
          clearable
          clearButtonProps={{ 'aria-label': 'Clear this day' }}
          popoverProps={{ withinPortal: false }}
          value={search.until ?? null}
          onChange={(date) => set({ until: date?.slice(0, 10), next: undefined })}
        />
      </div>
      <div className={css.panelEnd}>
        <Button onClick={() => props.onChange({ ...(search.sort ? { sort: search.sort } : {}) })}>
          Clear all
        </Button>
        <Button variant="primary" onClick={props.onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}

/** Tick boxes for several of a few; none ticked means any. */
function Several<T extends string>(props: {
  readonly legend: string;
  readonly of: readonly T[];
  readonly chosen: readonly T[] | undefined;
  readonly onChange: (chosen: T[] | undefined) => void;
  readonly autoFocus?: boolean;
}) {
  const chosen = props.chosen ?? [];
  return (
    <fieldset>
      <legend>{props.legend}</legend>
      {props.of.map((value, index) => (
        <Checkbox
          key={value}
          label={value.charAt(0).toUpperCase() + value.slice(1)}
          checked={chosen.includes(value)}
          {...(props.autoFocus && index === 0 ? { 'data-autofocus': true } : {})}
          onChange={(event) => {
            const next = props.of.filter((v) =>
              v === value ? event.currentTarget.checked : chosen.includes(v),
            );
            props.onChange(next.length > 0 ? next : undefined);
          }}
        />
      ))}
    </fieldset>
  );
}
