import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { UnauthorisedDialog } from '#renderer/features/approvals/UnauthorisedDialog.tsx';
import { type Start, StartFrom } from '#renderer/features/templates/StartFrom.tsx';
import { startChange } from '#renderer/features/templates/startChange.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Segmented, TextField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { ChangeType } from '#shared/contract/changes.ts';
import { promptFor } from '#shared/domain/changes/prompts.ts';
import { useChangePolicies } from './usePolicies.ts';

const types: readonly { value: ChangeType; label: string; means: string }[] = [
  { value: 'normal', label: 'Normal', means: 'Is assessed, authorised and then scheduled.' },
  {
    value: 'standard',
    label: 'Standard',
    means: 'Low risk and authorised beforehand; goes straight to Scheduled.',
  },
  {
    value: 'emergency',
    label: 'Emergency',
    means: 'As soon as possible; the emergency CAB approves, at the latest afterwards.',
  },
];

/** Starts a change ticket from a title and a type, and opens it. What was typed stays until it has been created. */
export function NewChangeDialog(props: { readonly opened: boolean; readonly onClose: () => void }) {
  const [title, setTitle] = useState('');
  const [type, setType] = useState<ChangeType>('normal');
  const [unauthorised, setUnauthorised] = useState(false);
  const [start, setStart] = useState<Start>({ from: 'blank' });
  const navigate = useNavigate();
  const { prompts } = useChangePolicies();
  const create = useMutation({
    mutationFn: () => startChange(start, title.trim(), type),
    onSuccess: (made) => {
      if (made === null) return;
      const { change, leftOut } = made;
      if (leftOut > 0)
        toastDone(
          `${formatCount(leftOut, 'service or person that is gone was', 'services or people that are gone were')} left out`,
        );
      setStart({ from: 'blank' });
      setTitle('');
      setType('normal');
      props.onClose();
      void navigate({ to: '/change/$key', params: { key: change.ref } });
    },
  });
  const { reset } = create;
  useEffect(() => {
    if (props.opened) reset();
  }, [props.opened, reset]);
  const ready = start.from === 'blank' ? title.trim() !== '' : start.id !== null;
  if (unauthorised && props.opened)
    return (
      <UnauthorisedDialog
        onClose={() => {
          setUnauthorised(false);
          props.onClose();
        }}
      />
    );
  return (
    <FormDialog
      title="New change"
      width={600}
      opened={props.opened}
      confirm="Create and open"
      ready={ready}
      busy={create.isPending}
      more={
        <Button variant="quiet" onClick={() => setUnauthorised(true)}>
          Record an unauthorised change
        </Button>
      }
      act={() => create.mutate()}
      error={create.error}
      onClose={props.onClose}
    >
      <TextField
        label="Short description"
        description={
          start.from === 'blank'
            ? promptFor(prompts, 'title')?.ask[0]
            : 'Left empty, it is the one of what the change starts from'
        }
        value={title}
        maxLength={500}
        dir="auto"
        data-autofocus
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <StartFrom value={start} onChange={setStart} />
      {start.from === 'blank' && (
        <div>
          <Segmented label="Type" options={types} value={type} onChange={setType} />
          <p className="t2" style={{ marginTop: 6 }}>
            {types.find(({ value }) => value === type)?.means}
          </p>
        </div>
      )}
    </FormDialog>
  );
}
