import { DateInput } from '@mantine/dates';
import type { Names } from '#renderer/features/changes/names.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Checkbox, NumberInput, SelectField, TextField } from '#renderer/ui/Fields.tsx';
import {
  type ChangeState,
  type ChangeType,
  changeState,
  changeType,
  origin,
  type RiskLevel,
  riskLevel,
} from '#shared/contract/changes.ts';
import css from './panels.module.css';
import { type ChangeSearch, withoutFilters } from './search.ts';

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
  const personOf = (id: string | null) => names.people.find((person) => person.id === id)?.id;
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
        <Several
          legend="Origin"
          of={origin.options}
          chosen={search.origin}
          onChange={(of) => set({ origin: of })}
        />
      </div>
      <div style={{ display: 'grid', gap: 12, alignContent: 'start' }}>
        <One
          label="Service"
          options={options(names.services)}
          value={search.service}
          onChange={(id) => set({ service: names.services.find((s) => s.id === id)?.id })}
        />
        <One
          label="Environment"
          options={options(names.environments)}
          value={search.environment}
          onChange={(id) => set({ environment: names.environments.find((e) => e.id === id)?.id })}
        />
        <One
          label="Team"
          options={options(names.teams)}
          value={search.team}
          onChange={(id) => set({ team: names.teams.find((t) => t.id === id)?.id })}
        />
        <One
          label="Release"
          options={names.releases.map((r) => ({
            value: r.id as string,
            label: `${r.ref} ${names.releaseName(r.id)}`,
          }))}
          value={search.release}
          onChange={(id) => set({ release: names.releases.find((r) => r.id === id)?.id, boarded: undefined })}
        />
        <YesNo
          label="Has a release"
          value={search.boarded}
          onChange={(boarded) => set({ boarded, release: undefined })}
        />
        <SelectField
          label="Waits for"
          placeholder="Anybody"
          clearable
          comboboxProps={inside}
          options={[{ value: 'me', label: 'Me' }]}
          value={search.waits ?? null}
          onChange={(waits) => set({ waits: waits ?? undefined })}
        />
        <YesNo label="On hold" value={search.hold} onChange={(hold) => set({ hold })} />
        <YesNo
          label="Unauthorised"
          value={search.unauthorised}
          onChange={(unauthorised) => set({ unauthorised })}
        />
      </div>
      <div style={{ display: 'grid', gap: 12, alignContent: 'start' }}>
        <One
          label="Assignee"
          options={options(names.people)}
          value={search.assignee}
          onChange={(id) => set({ assignee: personOf(id) })}
        />
        <One
          label="Validator"
          options={options(names.people)}
          value={search.validator}
          onChange={(id) => set({ validator: personOf(id) })}
        />
        <One
          label="Requester"
          options={options(names.people)}
          value={search.requester}
          onChange={(id) => set({ requester: personOf(id) })}
        />
        <TextField
          label="Category"
          value={search.category ?? ''}
          maxLength={120}
          onChange={(event) => set({ category: event.currentTarget.value || undefined })}
        />
        <NumberInput
          label="Changed in the last days"
          placeholder="Ever"
          min={1}
          max={400}
          allowDecimal={false}
          value={search.changed ?? ''}
          onChange={(days) =>
            set({ changed: typeof days === 'number' && days >= 1 ? Math.min(400, days) : undefined })
          }
        />
        <NumberInput
          label="Planned within ± days of today"
          placeholder="Any day"
          min={1}
          max={400}
          allowDecimal={false}
          value={search.around ?? ''}
          onChange={(days) =>
            set(
              typeof days === 'number' && days >= 1
                ? { around: Math.min(400, days), next: undefined, from: undefined, until: undefined }
                : { around: undefined },
            )
          }
        />
        <DateInput
          label="Planned from"
          valueFormat="ddd D MMM YYYY"
          placeholder="Any day"
          clearable
          clearButtonProps={{ 'aria-label': 'Clear this day' }}
          popoverProps={{ withinPortal: false }}
          value={search.from ?? null}
          onChange={(date) => set({ from: date?.slice(0, 10), next: undefined, around: undefined })}
        />
        <DateInput
          label="Planned until, that day included"
          valueFormat="ddd D MMM YYYY"
          placeholder="Any day"
          clearable
          clearButtonProps={{ 'aria-label': 'Clear this day' }}
          popoverProps={{ withinPortal: false }}
          value={search.until ?? null}
          onChange={(date) => set({ until: date?.slice(0, 10), next: undefined, around: undefined })}
        />
      </div>
      <div className={css.panelEnd}>
        <Button onClick={() => props.onChange(withoutFilters(search))}>Clear all</Button>
        <Button variant="primary" onClick={props.onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}

/** One of many by name; none chosen means any. */
function One(props: {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string | undefined;
  readonly onChange: (value: string | null) => void;
}) {
  return (
    <SelectField
      label={props.label}
      placeholder="Any"
      clearable
      comboboxProps={inside}
      options={props.options}
      value={props.value ?? null}
      onChange={props.onChange}
    />
  );
}

function YesNo(props: {
  readonly label: string;
  readonly value: 'yes' | 'no' | undefined;
  readonly onChange: (value: 'yes' | 'no' | undefined) => void;
}) {
  return (
    <SelectField
      label={props.label}
      placeholder="Either"
      clearable
      comboboxProps={inside}
      options={[
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No' },
      ]}
      value={props.value ?? null}
      onChange={(value) => props.onChange(value ?? undefined)}
    />
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
