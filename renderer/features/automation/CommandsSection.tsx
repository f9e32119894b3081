import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import css from '#renderer/features/settings/Settings.module.css';
import { orpc } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ConfirmDialog } from '#renderer/ui/FormDialog.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { toastError } from '#renderer/ui/toast.ts';
import type { DeviceCommand } from '#shared/contract/automation.ts';
import { minutesText } from '#shared/domain/wording.ts';
import { CommandDialog } from './CommandDialog.tsx';
import own from './Commands.module.css';
import { useCommands } from './useCommands.ts';

/** What automated steps may start on this device: a name, and the program behind it. */
export function CommandsSection() {
  const query = useCommands();
  const [edited, edit] = useState<DeviceCommand | 'new' | null>(null);
  const [leaving, leave] = useState<DeviceCommand | null>(null);
  const remove = useMutation(
    orpc.automation.removeCommand.mutationOptions({
      onSettled: () => leave(null),
      onError: (error) => toastError('The command was not removed', error),
    }),
  );
  return (
    <>
      <p className={css.lead}>
        Programs that automated steps may start on this computer. A runbook names a command and nothing else;
        the program, its arguments and its folder stay on this device and never come from a runbook.
      </p>
      <QueryState query={query} what="The list of commands">
        {(commands) => (
          <>
            {commands.length === 0 ? (
              <p className="t2">No command yet: steps that name one are carried out by hand.</p>
            ) : (
              <div className={css.scroll}>
                <table className={css.table}>
                  <thead>
                    <tr>
                      <th scope="col">Command</th>
                      <th scope="col">Program and arguments</th>
                      <th scope="col">Time limit</th>
                      <th scope="col">
                        <span className="sr">Actions</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {commands.map((command) => (
                      <tr key={command.name}>
                        <td className="b">{command.name}</td>
                        <td className={own.line}>
                          {[command.program, ...command.args.map(quoted)].join(' ')}
                        </td>
                        <td style={{ whiteSpace: 'nowrap' }}>{minutesText(command.limitMinutes)}</td>
                        <td className="num" style={{ whiteSpace: 'nowrap' }}>
                          <Button size="small" onClick={() => edit(command)}>
                            Edit<span className="sr"> {command.name}</span>
                          </Button>{' '}
                          <Button size="small" onClick={() => leave(command)}>
                            Remove<span className="sr"> {command.name}</span>
                          </Button>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </>
        )}
      </QueryState>
      <div className={css.foot}>
        <Button icon="plus" onClick={() => edit('new')}>
          Command
        </Button>
      </div>
      {edited !== null && (
        <CommandDialog command={edited === 'new' ? null : edited} onClose={() => edit(null)} />
      )}
      <ConfirmDialog
        title={`Remove the command ${leaving?.name ?? ''}`}
        opened={leaving !== null}
        onClose={() => leave(null)}
        onConfirm={() => leaving && remove.mutate({ name: leaving.name })}
        confirm="Remove"
        danger
        busy={remove.isPending}
      >
        <p>Steps that name it can no longer be started on this device; they are carried out by hand.</p>
      </ConfirmDialog>
    </>
  );
}

/** An argument as one would read it: in quotes when its borders would not be seen. */
function quoted(arg: string): string {
  return arg === '' || /\s/.test(arg) ? `“${arg}”` : arg;
}
