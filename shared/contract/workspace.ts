import { z } from 'zod';
import { deviceId, personId } from '#shared/domain/ids.ts';
import { instant, zoneName } from '#shared/domain/time.ts';
import { route, text } from './base.ts';
import { workingHours } from './people.ts';

/** Why the workspace file could not be opened, and what can be done about it. */
export const storeFailure = z.object({
  kind: z.enum(['corrupt', 'locked', 'read-only', 'disk-full', 'newer', 'copied', 'unreadable']),
  /** What happened, what it means, what to do: three sentences for the screen. */
  what: z.string(),
  means: z.string(),
  todo: z.string(),
  /** Technical detail that can be copied. */
  detail: z.string(),
  actions: z.array(z.enum(['retry', 'restore', 'continue-as-new-device', 'start-empty'])),
  backups: z.array(z.object({ name: z.string(), at: instant, bytes: z.int() })),
});
export type StoreFailure = z.infer<typeof storeFailure>;

export const workspace = z.object({
  name: z.string(),
  zone: zoneName,
  deviceId,
  /** Letters of this device in references such as CHG-A12. */
  letters: z.string(),
  operatorId: personId.nullable(),
  keyKeptIn: z.enum(['keychain', 'file']),
  folder: z.string(),
  bytes: z.int(),
  /** Sentences about the place of the file, such as a network share or a syncing folder. */
  warnings: z.array(z.string()),
  shell: z.enum(['electron', 'web']),
  version: z.string(),
});
export type Workspace = z.infer<typeof workspace>;

const status = z.discriminatedUnion('state', [
  z.object({ state: z.literal('empty') }),
  z.object({ state: z.literal('ready'), workspace }),
  z.object({ state: z.literal('failed'), failure: storeFailure }),
]);
export type WorkspaceStatus = z.infer<typeof status>;

const progress = z.object({ done: z.int(), total: z.int().nullable(), what: z.string() });

export { progress };
export type Progress = z.infer<typeof progress>;

/** What the workspace asks of every plan. */
export const policies = z.object({
  /** Usual working time of everybody without hours of their own; null = not checked. */
  hours: workingHours.nullable(),
  /** Minutes from writing a change to its planned start, at least; 0 = not checked. */
  leadMinutes: z.object({
    standard: z.int().min(0).max(129_600),
    normal: z.int().min(0).max(129_600),
    emergency: z.int().min(0).max(129_600),
  }),
});
export type Policies = z.infer<typeof policies>;

export const workspaceContract = {
  /** Always answers, also when the file cannot be opened. */
  status: route.output(status),
  /** First start: names the workspace, its zone and who operates. */
  create: route
    .input(z.object({ name: text(120).min(1), zone: zoneName, operator: text(120).min(1) }))
    .output(workspace),
  rename: route.input(z.object({ name: text(120).min(1), zone: zoneName })).output(workspace),
  policies: route.output(policies),
  setPolicies: route.input(policies.partial()).output(policies),
  /** Way out of a failure; answers with the state after it. A corrupt or foreign file is set aside, never deleted. */
  recover: route
    .input(
      z.discriminatedUnion('action', [
        z.object({ action: z.literal('retry') }),
        z.object({ action: z.literal('restore'), backup: text(200) }),
        z.object({ action: z.literal('continue-as-new-device') }),
        z.object({ action: z.literal('start-empty') }),
      ]),
    )
    .output(status),
};
