import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { expandTimes } from '#renderer/lib/format.ts';
import { TextArea } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { capital } from '#shared/domain/wording.ts';
import { type RunModel, stepOfTotal } from './runModel.ts';

const PARTS = [
  { key: 'conditions', label: 'Conditions', hint: 'Where the run stands.' },
  { key: 'actions', label: 'Actions', hint: 'What is being done, and what comes next.' },
  { key: 'needs', label: 'Needs', hint: 'What is missing, and from whom.' },
] as const;

/** Records a situation report: conditions, actions, needs. The conditions begin with what the clock says. */
export function SitrepDialog({ model, close }: { readonly model: RunModel; readonly close: () => void }) {
  const { view, forecast } = model;
  const [parts, setParts] = useState({
    conditions: `${expandTimes(forecast.because, view.zone)} ${capital(stepOfTotal(model))}.`,
    actions: '',
    needs: '',
  });
  const log = useMutation(orpc.warroom.log.mutationOptions({ onSuccess: close }));
  const text = PARTS.filter(({ key }) => parts[key].trim() !== '')
    .map(({ key, label }) => `${label}: ${parts[key].trim()}`)
    .join('\n');
  return (
    <FormDialog
      title="Situation report"
      confirm="Record"
      ready={text !== '' && text.length <= 2000}
      busy={log.isPending}
      act={() => log.mutate({ runId: view.run.id, kind: 'sitrep', text })}
      error={log.error}
      onClose={close}
    >
      {PARTS.map(({ key, label, hint }, at) => (
        <TextArea
          key={key}
          label={label}
          description={hint}
          maxLength={600}
          value={parts[key]}
          onChange={(event) => setParts({ ...parts, [key]: event.currentTarget.value })}
          autosize
          minRows={2}
          maxRows={6}
          {...(at === 0 ? { 'data-autofocus': true } : {})}
        />
      ))}
    </FormDialog>
  );
}
