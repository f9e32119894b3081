import { todayView } from '#db/queries/today.ts';
import { reading } from './context.ts';

export const today = {
  view: reading.today.view.handler(({ context }) => todayView(context.store, context.app.now())),
};
