import { Popover } from '@mantine/core';
import { useCatalogue } from '#renderer/features/catalogue/useCatalogue.ts';
import { usePeople } from '#renderer/features/people/usePeople.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Checkbox, FieldStack, MultiSelectField } from '#renderer/ui/Fields.tsx';
import {
  type CalendarData,
  isNarrowed,
  LAYERS,
  type Layer,
  NO_FILTER,
  narrow,
  toggleLayer,
  useCalendar,
} from './calendarStore.ts';
import css from './LayersPopover.module.css';

/** Which layers are drawn, how much each holds in the time shown, and what the calendar is narrowed to. */
export function LayersPopover({ data }: { readonly data: CalendarData }) {
  const { hidden, filter } = useCalendar();
  const catalogue = useCatalogue();
  const people = usePeople();
  const narrowed = isNarrowed(filter);
  return (
    <Popover position="bottom-end" shadow="md" width={300} trapFocus returnFocus>
      <Popover.Target>
        <Button icon="filter">
          Layers, {LAYERS.length - hidden.length} of {LAYERS.length}
          {narrowed ? ', filtered' : ''}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Layers and filters">
        <fieldset className={css.group}>
          <legend>Layers</legend>
          {LAYERS.map(({ layer, name }) => (
            <div key={layer} className={css.layer}>
              <Checkbox label={name} checked={!hidden.includes(layer)} onChange={() => toggleLayer(layer)} />
              <span>{countOf(data, layer)}</span>
            </div>
          ))}
        </fieldset>
        <fieldset className={css.group}>
          <legend>Only</legend>
          <FieldStack>
            <MultiSelectField
              label="Services"
              placeholder={filter.serviceIds.length === 0 ? 'All' : ''}
              options={options(catalogue.data?.services)}
              value={filter.serviceIds}
              onChange={(serviceIds) => narrow({ serviceIds })}
              comboboxProps={{ withinPortal: false }}
            />
            <MultiSelectField
              label="Environments"
              placeholder={filter.environmentIds.length === 0 ? 'All' : ''}
              options={options(catalogue.data?.environments)}
              value={filter.environmentIds}
              onChange={(environmentIds) => narrow({ environmentIds })}
              comboboxProps={{ withinPortal: false }}
            />
            <MultiSelectField
              label="Teams"
              placeholder={filter.teamIds.length === 0 ? 'All' : ''}
              options={options(people.data?.teams)}
              value={filter.teamIds}
              onChange={(teamIds) => narrow({ teamIds })}
              comboboxProps={{ withinPortal: false }}
            />
            {narrowed && <Button onClick={() => narrow(NO_FILTER)}>Show everything</Button>}
          </FieldStack>
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  );
}

function options<Id extends string>(
  things: readonly { readonly id: Id; readonly name: string }[] | undefined,
): { value: Id; label: string }[] {
  return (things ?? []).map(({ id, name }) => ({ value: id, label: name }));
}

function countOf(data: CalendarData, layer: Layer): number {
  switch (layer) {
    case 'allow':
    case 'deny':
    case 'inform':
      return data.occurrences.filter(({ kind }) => kind === layer).length;
    case 'release':
    case 'change':
      return data.bookings.filter(({ kind }) => kind === layer).length;
    case 'meeting':
      return data.meetings.length;
    case 'train':
      return data.trains.length;
  }
}
