import { Popover } from '@mantine/core';
import { formatDate, formatLongDate } from '#renderer/lib/format.ts';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { classNames } from '#renderer/ui/classNames.ts';
import { Checkbox, FieldStack, Segmented } from '#renderer/ui/Fields.tsx';
import css from './CalendarBar.module.css';
import { LAYERS, selectDay, showView, toggleLayer, turnPage, useCalendar } from './calendarStore.ts';
import { type Day, weekNumber } from './layout.ts';

/** Head of the calendar: which month or week, moving on, the view, the layers, and the panel of rules. */
export function CalendarBar(props: {
  readonly weeks: readonly (readonly Day[])[];
  readonly selected: string;
  readonly zone: string;
  readonly onWindows: () => void;
}) {
  const { view, hidden } = useCalendar();
  const word = view === 'month' ? 'month' : 'week';
  return (
    <header className={css.bar}>
      <h1 className={css.title} aria-live="polite">
        {titleOf(props)}
      </h1>
      <div className={css.group}>
        <IconButton icon="left" label={`Previous ${word}`} onClick={() => turnPage(props.selected, -1)} />
        <Button onClick={() => selectDay(null)}>Today</Button>
        <IconButton icon="right" label={`Next ${word}`} onClick={() => turnPage(props.selected, 1)} />
      </div>
      <Segmented
        label="View"
        options={[
          { value: 'month', label: 'Month' },
          { value: 'week', label: 'Week' },
        ]}
        value={view}
        onChange={showView}
      />
      <span className={css.grow} />
      <ul className={css.legend} aria-label="Legend">
        <li>
          <i className={classNames(css.swatch, css.allow)} /> Maintenance window
        </li>
        <li>
          <i className={classNames(css.swatch, css.deny)} /> Freeze
        </li>
        <li>
          <i className={classNames(css.swatch, css.inform)} /> Inform
        </li>
      </ul>
      <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
        <Popover.Target>
          <Button icon="filter">
            Layers, {LAYERS.length - hidden.length} of {LAYERS.length}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label="Layers">
          <FieldStack>
            {LAYERS.map(({ layer, name }) => (
              <Checkbox
                key={layer}
                label={name}
                checked={!hidden.includes(layer)}
                onChange={() => toggleLayer(layer)}
              />
            ))}
          </FieldStack>
        </Popover.Dropdown>
      </Popover>
      <Button icon="clock" onClick={props.onWindows}>
        Windows and freezes
      </Button>
    </header>
  );
}

function titleOf(props: {
  readonly weeks: readonly (readonly Day[])[];
  readonly selected: string;
  readonly zone: string;
}) {
  const first = props.weeks[0]?.[0];
  const last = props.weeks.at(-1)?.at(-1);
  if (first === undefined || last === undefined) return '';
  if (props.weeks.length > 1) {
    const middle = props.weeks[1]?.[0] ?? first;
    return formatLongDate(middle.startsAt, props.zone).split(' ').slice(2).join(' ');
  }
  const end = formatLongDate(last.startsAt, props.zone).split(' ').slice(1).join(' ');
  const start = formatDate(first.startsAt, props.zone, first.startsAt).split(' ');
  const from = first.date.slice(0, 7) === last.date.slice(0, 7) ? start[1] : `${start[1]} ${start[2]}`;
  return `${from} to ${end}, week ${weekNumber(first.date)}`;
}
