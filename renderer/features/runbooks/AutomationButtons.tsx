import { useKeys } from '#renderer/lib/keyboard.ts';
import { Button } from '#renderer/ui/Button.tsx';
import type { StepLine } from './runModel.ts';
import type { StepAttempts } from './useAttempts.ts';

/** Run, or take over by hand while it runs; nothing on a step that people carry out. Keys act on the selected step. */
export function AutomationButtons(props: {
  readonly line: StepLine;
  readonly attempts: StepAttempts;
  readonly isSelected: boolean;
}) {
  const { line, attempts } = props;
  const { running } = attempts;
  const mayRun =
    running === null &&
    line.step.automation !== null &&
    (line.state === 'ready' || line.state === 'in progress');
  const key = { keys: 'x', does: 'Run the automation of the selected step', run: attempts.run };
  useKeys('Runner', props.isSelected && mayRun ? [{ ...key, enabled: !attempts.busy }] : []);
  if (running) {
    return (
      <Button variant="primary" disabled={attempts.busy || running.stopping} onClick={attempts.takeOver}>
        {running.stopping ? 'Stopping' : 'Take over by hand'}
      </Button>
    );
  }
  if (!mayRun) return null;
  return (
    <Button
      icon="play"
      variant={line.state === 'ready' ? 'primary' : 'default'}
      {...(props.isSelected ? { keyCap: 'x' } : {})}
      disabled={attempts.busy}
      onClick={attempts.run}
    >
      {attempts.last === null ? 'Run' : 'Run again'}
    </Button>
  );
}
