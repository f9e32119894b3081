import type { ReactNode } from 'react';
import { openNewChange } from '#renderer/features/workspace/frameStore.ts';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { classNames } from '#renderer/ui/classNames.ts';
import { Segmented } from '#renderer/ui/Fields.tsx';
import css from './CalendarBar.module.css';
import { type CalendarData, selectDay, showView, turnPage, useCalendar } from './calendarStore.ts';
import { LayersPopover } from './LayersPopover.tsx';
import { Legend } from './Legend.tsx';
import { VIEWS } from './period.ts';

/** Head of the calendar: what is shown, moving on, the view, the layers, and what can be done with it. */
export function CalendarBar(props: {
  readonly title: string;
  readonly selected: string;
  readonly data: CalendarData;
  /** Further tools of the calendar. */
  readonly children?: ReactNode;
}) {
  const { view } = useCalendar();
  const page = VIEWS.find((one) => one.view === view)?.page ?? 'page';
  return (
    <header className={css.bar}>
      <h1 className={css.title} aria-live="polite">
        {props.title}
      </h1>
      <div className={css.group}>
        <IconButton icon="left" label={`Previous ${page}`} onClick={() => turnPage(props.selected, -1)} />
        <Button onClick={() => selectDay(null)}>Today</Button>
        <IconButton icon="right" label={`Next ${page}`} onClick={() => turnPage(props.selected, 1)} />
      </div>
      <div className={classNames(css.group, css.views)}>
        <Segmented
          label="View"
          options={VIEWS.map(({ view: value, name }) => ({ value, label: name }))}
          value={view}
          onChange={showView}
        />
      </div>
      <span className={css.grow} />
      <Legend className={css.legend} />
      <div className={css.group}>
        <LayersPopover data={props.data} />
        {props.children}
        <Button variant="primary" icon="plus" onClick={openNewChange}>
          Change
        </Button>
      </div>
    </header>
  );
}
