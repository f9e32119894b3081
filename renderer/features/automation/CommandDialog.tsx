import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { NumberInput, TextArea, TextField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import type { DeviceCommand } from '#shared/contract/automation.ts';

const fresh: DeviceCommand = { name: '', program: '', args: [], folder: '', limitMinutes: 10 };

/** Adds or edits a command of this device; `command` null adds one. */
export function CommandDialog(props: {
  readonly command: DeviceCommand | null;
  readonly onClose: () => void;
}) {
  const { command, onClose } = props;
  const [fields, setFields] = useState(command ?? fresh);
  const [lines, setLines] = useState(fields.args.join('\n'));
  const put = (some: Partial<DeviceCommand>) => setFields((before) => ({ ...before, ...some }));
  const save = useMutation(orpc.automation.saveCommand.mutationOptions({ onSuccess: onClose }));
  const submit = () =>
    save.mutate({
      ...fields,
      args: lines === '' ? [] : lines.replace(/\n$/, '').split('\n'),
      was: command?.name ?? null,
    });
  return (
    <FormDialog
      title={command ? `Command ${command.name}` : 'New command'}
      width={560}
      confirm="Save"
      ready={fields.name.trim() !== '' && fields.program.trim() !== ''}
      busy={save.isPending}
      act={submit}
      error={save.error}
      onClose={onClose}
    >
      <TextField
        label="Name"
        description="What runbooks call it"
        required
        maxLength={60}
        data-autofocus
        value={fields.name}
        onChange={(event) => put({ name: event.currentTarget.value })}
      />
      <TextField
        label="Program"
        description="Its whole path, such as /usr/bin/rsync"
        required
        maxLength={2000}
        className="mono"
        value={fields.program}
        onChange={(event) => put({ program: event.currentTarget.value })}
      />
      <TextArea
        label="Arguments"
        description="One in each line, handed over as they stand: no shell reads them"
        autosize
        minRows={2}
        maxRows={8}
        className="mono"
        value={lines}
        onChange={(event) => setLines(event.currentTarget.value)}
      />
      <TextField
        label="Folder"
        description="Where it runs; empty is your home folder"
        maxLength={2000}
        className="mono"
        value={fields.folder}
        onChange={(event) => put({ folder: event.currentTarget.value })}
      />
      <NumberInput
        label="Time limit in minutes"
        description="Then it is stopped, with all it started"
        min={1}
        max={1440}
        allowDecimal={false}
        value={fields.limitMinutes}
        onChange={(value) => put({ limitMinutes: Number(value) || 1 })}
      />
      <p className="t2">
        What it writes is kept in the record of the run, at most 100,000 characters of it. Let it write no
        passwords or keys.
      </p>
    </FormDialog>
  );
}
