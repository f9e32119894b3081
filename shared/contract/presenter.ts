import { z } from 'zod';
import { presenterLinkId, runId } from '#shared/domain/ids.ts';
import { instant } from '#shared/domain/time.ts';
import { route } from './base.ts';
import { wallView } from './warroom.ts';

/** A link to the wall of one run for browsers on the network. Its secret is not kept. */
export const presenterLink = z.object({
  id: presenterLinkId,
  runId,
  showsNames: z.boolean(),
  createdAt: instant,
});
export type PresenterLink = z.infer<typeof presenterLink>;

/** Where presenter links are answered. */
export const presenterState = z.object({
  /** `http://192.168.1.5:7420` while it listens, else null. */
  address: z.string().nullable(),
  /** Why it does not listen though it should, as a sentence; empty otherwise. */
  problem: z.string(),
});
export type PresenterState = z.infer<typeof presenterState>;

/** What a viewer of a presenter link is sent: a sign of life, with the wall whenever that changed. */
export const presenterNews = z.object({
  /** Clock of the sender, ms UTC. */
  now: instant,
  view: wallView.optional(),
});
export type PresenterNews = z.infer<typeof presenterNews>;

/** Why a socket of the wall is closed: the secret is not known, the link was revoked, its run has ended. */
export const presenterClose = { unknown: 4401, revoked: 4410, ended: 4411 } as const;

export const presenterContract = {
  /** Where links are answered, and the addresses of this computer they can be answered at. */
  state: route.output(
    presenterState.extend({ places: z.array(z.object({ name: z.string(), host: z.string() })) }),
  ),
  /** Links of a run that were not revoked, newest first, with how many browsers show them at the moment. */
  links: route.input(z.object({ runId })).output(z.array(presenterLink.extend({ viewers: z.int() }))),
  /** Makes a link; its address is shown this once. */
  addLink: route
    .input(presenterLink.pick({ runId: true, showsNames: true }))
    .output(presenterLink.extend({ url: z.string() })),
  revokeLink: route.input(z.object({ id: presenterLinkId })).output(z.object({ id: presenterLinkId })),
};
