import { backUp, listBackups } from '#db/backup.ts';
import { refused } from '#shared/domain/refusal.ts';
import { open, reading } from './context.ts';

export const backups = {
  list: open.backups.list.handler(({ context }) => listBackups(context.app.folder)),
  create: reading.backups.create.handler(async ({ context }) => {
    const made = await backUp(context.store, 'asked');
    context.app.live.publish(['backups'], context.app.now());
    return made;
  }),
  restore: open.backups.restore.handler(({ context, input }) => {
    if (!listBackups(context.app.folder).some((backup) => backup.name === input.name)) {
      throw refused('There is no such backup in the backups folder.');
    }
    context.app.restore(input.name);
    return { restored: input.name };
  }),
};
