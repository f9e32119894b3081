import { backUp, listBackups } from '#db/backup.ts';
import { open, reading } from './context.ts';

export const backups = {
  list: open.backups.list.handler(({ context }) => listBackups(context.app.folder)),
  create: reading.backups.create.handler(async ({ context }) => {
    const made = await backUp(context.store, 'asked');
    context.app.live.publish(['backups'], context.app.now());
    return made;
  }),
  restore: open.backups.restore.handler(({ context, input }) => {
    context.app.restore(input.name);
    return { restored: input.name };
  }),
};
