import { Menu } from '@mantine/core';
import { type ComponentType, useState } from 'react';
import { ExportDialog } from '#renderer/features/exchange/ExportDialog.tsx';
import { FeedDialog } from '#renderer/features/exchange/FeedDialog.tsx';
import { HolidaysDialog } from '#renderer/features/exchange/HolidaysDialog.tsx';
import { ImportCsvDialog } from '#renderer/features/exchange/ImportCsvDialog.tsx';
import { ImportIcsDialog } from '#renderer/features/exchange/ImportIcsDialog.tsx';
import { TrainsPanel } from '#renderer/features/trains/TrainsPanel.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Icon, type IconName } from '#renderer/ui/Icon.tsx';

type Part = {
  readonly name: string;
  readonly icon: IconName;
  readonly Dialog: ComponentType<{ readonly onClose: () => void }>;
};

const INWARDS: readonly Part[] = [
  { name: 'Import a calendar (ICS)', icon: 'down', Dialog: ImportIcsDialog },
  { name: 'Import changes (CSV)', icon: 'down', Dialog: ImportCsvDialog },
  { name: 'Add public holidays', icon: 'plus', Dialog: HolidaysDialog },
];
const OUTWARDS: readonly Part[] = [
  { name: 'Export the calendar', icon: 'download', Dialog: ExportDialog },
  { name: 'Subscribe to the calendar', icon: 'link', Dialog: FeedDialog },
];

/** What is set up now and then: rules for time, trains, what comes in and what is handed on. */
export function CalendarTools(props: { readonly onWindows: () => void }) {
  const [open, setOpen] = useState<Part | null>(null);
  const [trains, setTrains] = useState(false);
  const item = (part: Part) => (
    <Menu.Item key={part.name} leftSection={<Icon name={part.icon} />} onClick={() => setOpen(part)}>
      {part.name}
    </Menu.Item>
  );
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button icon="more">Manage</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon name="clock" />} onClick={props.onWindows}>
            Windows and freezes
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="flag" />} onClick={() => setTrains(true)}>
            Release trains
          </Menu.Item>
          <Menu.Divider />
          {INWARDS.map(item)}
          <Menu.Divider />
          {OUTWARDS.map(item)}
          <Menu.Item leftSection={<Icon name="print" />} onClick={() => window.print()}>
            Print this view
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open && <open.Dialog onClose={() => setOpen(null)} />}
      <TrainsPanel opened={trains} onClose={() => setTrains(false)} />
    </>
  );
}
