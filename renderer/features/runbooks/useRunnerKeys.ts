import { useKeys } from '#renderer/lib/keyboard.ts';
import { openWindow } from '#renderer/lib/session.ts';
import { toastError } from '#renderer/ui/toast.ts';
import type { StepEventKind } from '#shared/contract/run-records.ts';
import type { StepId } from '#shared/domain/ids.ts';
import type { RunDialog } from './RunDialogs.tsx';
import { hasChanges } from './RunMenu.tsx';
import type { RunModel, StepLine } from './runModel.ts';

type Acts = {
  readonly model: RunModel;
  readonly selected: StepLine | undefined;
  readonly choose: (id: StepId) => void;
  readonly tick: (line: StepLine, kind: StepEventKind) => void;
  readonly note: (line: StepLine | undefined) => void;
  readonly open: (dialog: RunDialog) => void;
};

/** The keys of the runner. They act on the selected step. */
export function useRunnerKeys({ model, selected, choose, tick, note, open }: Acts): void {
  const on = (kind: StepEventKind) => () => selected && tick(selected, kind);
  const move = (by: number) => () => {
    const index = model.lines.findIndex((line) => line.step.id === selected?.step.id);
    const line = model.lines[Math.max(0, Math.min(model.lines.length - 1, index + by))];
    if (line) choose(line.step.id);
  };
  useKeys('Runner', [
    {
      keys: 'Space',
      does: 'Start or finish the selected step, or choose what follows its failure',
      run: () => {
        if (selected?.state === 'failed') open({ kind: 'failure', stepId: selected.step.id });
        else if (selected) tick(selected, selected.state === 'in progress' ? 'finish' : 'start');
      },
    },
    { keys: 'w', does: 'Done with workaround', run: on('workaround') },
    { keys: 'f', does: 'Fail the selected step', run: on('fail') },
    { keys: 's', does: 'Skip the selected step', run: on('skip') },
    { keys: 'c', does: 'Take the last tick back', run: on('clear') },
    { keys: 'j', does: 'Next step', run: move(1) },
    { keys: 'k', does: 'Previous step', run: move(-1) },
    { keys: 'n', does: 'Note on the selected step', run: () => note(selected) },
    { keys: '/', does: 'Log an event', run: () => note(undefined) },
    {
      keys: 'e',
      does: 'Attach evidence to the selected step',
      enabled: model.phase === 'running',
      run: () => selected && open({ kind: 'evidence', line: selected }),
    },
    { keys: 'i', does: 'Raise an issue', run: () => open({ kind: 'issue' }) },
    { keys: 'l', does: 'Log an event', run: () => note(undefined) },
    { keys: 'm', does: 'Plan a communication', run: () => open({ kind: 'communication' }) },
    { keys: 'y', does: 'Call go or no-go', run: () => open({ kind: 'call' }) },
    { keys: 'd', does: 'Record a decision', run: () => open({ kind: 'decision' }) },
    {
      keys: 't',
      does: 'Tick with another time or for another person',
      run: () => selected && open({ kind: 'tick', line: selected, event: null }),
    },
    { keys: 'a', does: 'Assign an owner', run: () => selected && open({ kind: 'assign', line: selected }) },
    {
      keys: 'u',
      does: 'Insert an unplanned step',
      run: () => open({ kind: 'insert', after: selected ?? null }),
    },
    {
      keys: 'g',
      does: 'Go or no-go at the gate',
      enabled: model.phase === 'running' && model.openGate !== null,
      run: () => {
        const gate = selected?.step.kind === 'gate' ? selected : model.openGate;
        if (gate) open({ kind: 'gate', line: gate });
      },
    },
    {
      keys: 'b',
      does: 'Back out',
      enabled: model.phase === 'running' && model.view.run.backsOutId === null,
      run: () => open({ kind: 'back out' }),
    },
    {
      keys: 'v',
      does: 'Take the change of the selected step out, or back it out alone',
      enabled: hasChanges(model),
      run: () => open({ kind: 'one change', changeId: selected?.step.changeId ?? null }),
    },
    { keys: 'r', does: 'Situation report', run: () => open({ kind: 'sitrep' }) },
    { keys: 'h', does: 'Hand over a role', run: () => open({ kind: 'role' }) },
    {
      keys: 'p',
      does: 'Hand over the open steps of a person',
      enabled: model.phase !== 'ended',
      run: () => open({ kind: 'hand over', from: selected?.step.ownerId ?? null }),
    },
    { keys: 'o', does: 'Open the wall', run: () => openWall(model) },
  ]);
}

/** Opens the wall of the run in a window of its own. */
export function openWall(model: RunModel): void {
  openWindow(`/wall/${model.view.run.id}`).catch((error: unknown) =>
    toastError('The wall was not opened', error),
  );
}
