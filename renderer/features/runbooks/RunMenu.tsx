import { Menu } from '@mantine/core';
import { IconButton } from '#renderer/ui/Button.tsx';
import type { RunDialog } from './RunDialogs.tsx';
import type { RunModel } from './runModel.ts';

/** What is seldom done with a run that has not ended. */
export function RunMenu({
  model,
  open,
}: {
  readonly model: RunModel;
  readonly open: (d: RunDialog) => void;
}) {
  const running = model.phase === 'running';
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <IconButton icon="more" label="More for this run" />
      </Menu.Target>
      <Menu.Dropdown>
        {running && model.suspended === null && (
          <Menu.Item onClick={() => open({ kind: 'suspend' })}>Suspend</Menu.Item>
        )}
        {running && model.view.run.protectionEndsAt !== null && (
          <Menu.Item onClick={() => open({ kind: 'extend' })}>Extend window</Menu.Item>
        )}
        <Menu.Item onClick={() => open({ kind: 'hand over', from: null })}>Hand over steps</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
