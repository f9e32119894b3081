import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack } from '#renderer/ui/Fields.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
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
  const form = useId();
  const [reason, setReason] = useState('');
  // Fixed when the dialog opens: the planned end, or a week where there is none or it has passed.
  const [until, setUntil] = useState(() =>
    props.endsAt !== null && props.endsAt > Date.now() ? props.endsAt : Date.now() + 7 * DAY,
  );
  const act = useMutation({ mutationFn: () => props.act(reason.trim(), until), onSuccess: props.onClose });
  const ready = reason.trim() !== '' && !act.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) act.mutate();
  };
  return (
    <Dialog
      title={props.title}
      opened
      onClose={props.onClose}
      width={560}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form} disabled={!ready}>
            {props.confirm}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <FieldStack>
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
          <Refusal error={act.error} />
        </FieldStack>
      </form>
    </Dialog>
  );
}
