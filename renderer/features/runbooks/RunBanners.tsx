import { useMutation } from '@tanstack/react-query';
import { orpc } from '#renderer/lib/client.ts';
import { expandTimes, formatDuration, formatTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import { toastError } from '#renderer/ui/toast.ts';
import { clockQuestion } from './clockQuestion.ts';
import { MachineWarnings } from './MachineWarnings.tsx';
import type { RunDialog } from './RunDialogs.tsx';
import css from './Runner.module.css';
import type { RunModel } from './runModel.ts';

type Props = { readonly model: RunModel; readonly open: (d: RunDialog) => void };

/** What stands above a run under way: who else holds it, what is asked about its clock, what this computer lacks. */
export function RunBanners({ model, open }: Props) {
  if (model.heldElsewhere !== null) return <HeldBanner model={model} open={open} />;
  return (
    <>
      <ClockBanner model={model} open={open} />
      {model.view.run.kind === 'live' && <MachineWarnings />}
    </>
  );
}

function HeldBanner({ model, open }: Props) {
  const { heldElsewhere: held, view, now } = model;
  if (held === null) return null;
  const age = formatDuration(Math.max(0, now - held.lastRecordedAt));
  return (
    <div className={css.warning} role="status">
      <StateGlyph state="amber" />
      <span>
        Device {held.letters || 'elsewhere'} holds this run since {formatTime(held.since, view.zone)}; its
        last record here is {age} old. Nothing is recorded on this computer until it takes the run over.
      </span>
      <Button onClick={() => open({ kind: 'take over' })}>Take over…</Button>
    </div>
  );
}

function ClockBanner({ model, open }: Props) {
  const { view } = model;
  const question = clockQuestion(view);
  const answer = useMutation(
    orpc.runClock.answer.mutationOptions({
      onError: (error) => toastError('The answer was not recorded', error),
    }),
  );
  if (question === null) return null;
  return (
    <div className={css.warning} role="alert">
      <StateGlyph state="amber" />
      <span>{expandTimes(question.words, view.zone)}</span>
      <Button
        disabled={answer.isPending}
        onClick={() => answer.mutate({ id: view.run.id, startedAt: null, times: [], reason: '' })}
      >
        The times are right
      </Button>
      {question.times.length > 0 && (
        <Button onClick={() => open({ kind: 'correct times' })}>Correct times…</Button>
      )}
    </div>
  );
}
