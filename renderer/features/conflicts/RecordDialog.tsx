import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { DAY } from '#shared/domain/time.ts';
import { RecordFields } from './RecordFields.tsx';

/** Asks why and until when; a refusal is shown and the words stay. */
export function RecordDialog(props: {
  readonly title: string;
  readonly confirm: string;
  readonly label: string;
  readonly note: string;
  readonly endsAt: number | null;
  readonly zone: string;
  readonly children: ReactNode;
  readonly act: (reason: string, until: number) => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  // Fixed when the dialog opens: the planned end, or a week where there is none or it has passed.
  const [until, setUntil] = useState(() =>
    props.endsAt !== null && props.endsAt > Date.now() ? props.endsAt : Date.now() + 7 * DAY,
  );
  const act = useMutation({ mutationFn: () => props.act(reason.trim(), until), onSuccess: props.onClose });
  return (
    <FormDialog
      title={props.title}
      width={560}
      confirm={props.confirm}
      ready={reason.trim() !== ''}
      busy={act.isPending}
      act={() => act.mutate()}
      error={act.error}
      onClose={props.onClose}
    >
      {props.children}
      <RecordFields
        label={props.label}
        note={props.note}
        reason={reason}
        onReason={setReason}
        until={until}
        onUntil={setUntil}
        zone={props.zone}
      />
    </FormDialog>
  );
}
