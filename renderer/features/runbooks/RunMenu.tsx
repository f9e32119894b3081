import { Menu } from '@mantine/core';
import { IconButton } from '#renderer/ui/Button.tsx';
import { printRunbook } from './printRunbook.ts';
import type { RunDialog } from './RunDialogs.tsx';
import type { RunModel } from './runModel.ts';

/** What is seldom done with a run. */
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
        {model.phase !== 'ended' && hasChanges(model) && (
          <Menu.Item onClick={() => open({ kind: 'one change', changeId: null })}>
            Take out or back out one change
          </Menu.Item>
        )}
        {model.phase !== 'ended' && (
          <>
            <Menu.Item onClick={() => open({ kind: 'hand over', from: null })}>Hand over steps</Menu.Item>
            <Menu.Item onClick={() => open({ kind: 'bridge' })}>Bridge</Menu.Item>
          </>
        )}
        <Menu.Item onClick={() => void printRunbook({ kind: 'run', id: model.view.run.id })}>
          Save as PDF to print
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Whether single changes can leave the run: it was made of them and undoes nothing itself. */
export function hasChanges({ view, phase }: RunModel): boolean {
  return phase !== 'ended' && view.run.backsOutId === null && view.changes.length > 0;
}
