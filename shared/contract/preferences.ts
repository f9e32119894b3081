import { z } from 'zod';
import { route, text } from './base.ts';
import { tableColumn } from './change-table.ts';

/** What this device remembers of its person's taste; never in the log. */
export const preferences = z.object({
  theme: z.enum(['system', 'light', 'dark', 'hc']),
  wallTheme: z.enum(['dark', 'light']),
  density: z.enum(['roomy', 'normal', 'tight']),
  changeViews: z.array(z.object({ name: text(60), query: text(4000) })).max(50),
  /** Columns of the table of changes in their order; a width in px where a person set one. */
  changeColumns: z
    .array(z.object({ id: tableColumn, width: z.int().min(48).max(1200).nullable() }))
    .min(1)
    .max(40),
  localApi: z.boolean(),
  /** How a run under way calls for its person on this device, and whether rehearsals do. */
  notices: z.object({ sound: z.boolean(), system: z.boolean(), rehearsals: z.boolean() }),
  /** Presenter links: whether they are answered, at which address of this computer, and the port; null = any free one, kept from then on. */
  presenter: z.object({
    on: z.boolean(),
    host: text(60),
    port: z.int().min(1024).max(65535).nullable(),
  }),
});
export type Preferences = z.infer<typeof preferences>;

export const preferencesContract = {
  get: route.output(preferences),
  set: route.input(preferences.partial()).output(preferences),
};
