import { Menu } from '@mantine/core';
import { type ComponentType, useState } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { FeedDialog } from './FeedDialog.tsx';
import { HolidaysDialog } from './HolidaysDialog.tsx';
import { ImportCsvDialog } from './ImportCsvDialog.tsx';
import { ImportIcsDialog } from './ImportIcsDialog.tsx';

type Part = { readonly name: string; readonly Dialog: ComponentType<{ readonly onClose: () => void }> };

const PARTS: readonly Part[] = [
  { name: 'Import a calendar (ICS)', Dialog: ImportIcsDialog },
  { name: 'Import changes (CSV)', Dialog: ImportCsvDialog },
  { name: 'Add public holidays', Dialog: HolidaysDialog },
  { name: 'Export the calendar', Dialog: ExportDialog },
  { name: 'Subscribe to the calendar', Dialog: FeedDialog },
];

/** Everything that brings a calendar in or hands it on. */
export function ExchangeMenu() {
  const [open, setOpen] = useState<Part | null>(null);
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button icon="download">Import and export</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {PARTS.map((part) => (
            <Menu.Item key={part.name} onClick={() => setOpen(part)}>
              {part.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {open && <open.Dialog onClose={() => setOpen(null)} />}
    </>
  );
}
