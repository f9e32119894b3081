import { automateStep } from '#db/queries/attempts.ts';
import { listCommands, removeCommand, saveCommand } from '#db/queries/commands.ts';
import { whyNotRunnable } from '#main/services/automation/places.ts';
import { refused } from '#shared/domain/refusal.ts';
import { reading, writing } from './context.ts';

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
  assign: writing.automation.assign.handler(({ context, input }) => {
    context.app.attempts().mustBeFree(input.stepId);
    return automateStep(context.store, context.who, input.stepId, input.automation);
  }),
  attempts: reading.automation.attempts.handler(({ context, input }) =>
    context.app.attempts().list(input.runId),
  ),
  output: reading.automation.output.handler(({ context, input }) => ({
    output: context.app.attempts().output(input.id),
  })),
  start: writing.automation.start.handler(({ context, input }) =>
    context.app.attempts().start(context.who, input.stepId),
  ),
  takeOver: writing.automation.takeOver.handler(({ context, input }) =>
    context.app.attempts().takeOver(context.who, input.id),
  ),
};
