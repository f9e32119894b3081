import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ReasonField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';

/** Asks for the reason of an act that goes on the record; a refusal is shown and the words stay. */
export function ReasonDialog(props: {
  readonly title: string;
  readonly confirm: string;
  readonly danger?: boolean;
  readonly needed: boolean;
  /** Something else is not chosen yet. */
  readonly blocked?: boolean;
  /** Longest reason in characters. */
  readonly maxLength?: number;
  /** What is asked for when it is no reason. */
  readonly label?: string;
  /** Words to begin with. */
  readonly first?: string;
  readonly children?: ReactNode;
  readonly onClose: () => void;
  readonly act: (reason: string) => Promise<unknown>;
}) {
  const [reason, setReason] = useState(props.first ?? '');
  const act = useMutation({ mutationFn: () => props.act(reason.trim()), onSuccess: props.onClose });
  return (
    <FormDialog
      title={props.title}
      confirm={props.confirm}
      danger={props.danger ?? false}
      ready={(reason.trim() !== '' || !props.needed) && !props.blocked}
      busy={act.isPending}
      act={() => act.mutate()}
      error={act.error}
      onClose={props.onClose}
    >
      {props.children}
      <ReasonField
        label={props.label ?? (props.needed ? 'Reason' : 'Reason, if there is one to record')}
        value={reason}
        maxLength={props.maxLength ?? 2000}
        data-autofocus
        onChange={setReason}
      />
    </FormDialog>
  );
}
