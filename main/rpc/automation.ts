import { listCommands, removeCommand, saveCommand } from '#db/queries/commands.ts';
import { whyNotRunnable } from '#main/services/automation/places.ts';
import { refused } from '#shared/domain/refusal.ts';
import { reading } from './context.ts';

export const automation = {
  commands: reading.automation.commands.handler(({ context }) => listCommands(context.store)),
  saveCommand: reading.automation.saveCommand.handler(({ context, input: { was, ...given } }) => {
    const command = {
      ...given,
      name: given.name.trim(),
      program: given.program.trim(),
      folder: given.folder.trim(),
    };
    const why = command.name === '' ? 'A command needs a name.' : whyNotRunnable(command);
    if (why !== null) throw refused(why);
    return saveCommand(context.store, command, was);
  }),
  removeCommand: reading.automation.removeCommand.handler(({ context, input }) => {
    removeCommand(context.store, input.name);
    return { name: input.name };
  }),
};
