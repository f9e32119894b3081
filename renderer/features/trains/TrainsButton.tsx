import { useState } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { TrainsPanel } from './TrainsPanel.tsx';

/** Opens the release trains beside the calendar. */
export function TrainsButton() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button icon="flag" aria-label="Release trains" onClick={() => setOpened(true)}>
        Trains
      </Button>
      <TrainsPanel opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}
