import { create } from 'zustand';
import { client, orpc, queryClient } from '#renderer/lib/client.ts';
import { ConnectionLost, errorSentence } from '#renderer/lib/errors.ts';
import type { StepEventKind } from '#shared/contract/run-records.ts';
import { newId, type PersonId, type RunId, type StepEventId, type StepId } from '#shared/domain/ids.ts';

/** A tick that the page has sent and that is not known to be on disk. Nothing shows it as done until it is. */
export type PendingTick = {
  readonly eventId: StepEventId;
  readonly runId: RunId;
  readonly stepId: StepId;
  readonly kind: StepEventKind;
  readonly comment: string;
  readonly occurredAt: number | null;
  /** Who did it, where somebody else only writes it down. */
  readonly onBehalfOf: PersonId | null;
  /** When the person pressed, ms UTC. */
  readonly pressedAt: number;
  /** Why it is not recorded; null while the answer is awaited. */
  readonly failure: string | null;
};

type TickStore = { readonly ticks: readonly PendingTick[] };

/** A tick that is not answered by then is shown as on its way, ms; most are shown as done before. */
const SHOWN_AFTER_MS = 150;

/** Ticks that take their time or were not recorded. They outlive the screen, so that leaving it loses none. */
export const useTicks = create<TickStore>(() => ({ ticks: [] }));

/** Steps whose tick awaits its answer. */
const underWay = new Set<StepId>();

type NewTick = {
  readonly runId: RunId;
  readonly stepId: StepId;
  readonly kind: StepEventKind;
  readonly comment?: string;
  readonly occurredAt?: number;
  readonly onBehalfOf?: PersonId;
};

/** Sends a tick and says whether it is on disk. One that is under way for the same step is not doubled. */
export function sendTick(tick: NewTick): Promise<boolean> {
  if (underWay.has(tick.stepId)) return Promise.resolve(false);
  return deliver({
    ...tick,
    comment: tick.comment ?? '',
    occurredAt: tick.occurredAt ?? null,
    onBehalfOf: tick.onBehalfOf ?? null,
    eventId: newId<StepEventId>(),
    pressedAt: Date.now(),
    failure: null,
  });
}

/** Sends a tick again under its own id and with the moment it was first pressed, so that it is recorded once. */
export function retryTick(tick: PendingTick): Promise<boolean> {
  const again = { ...tick, occurredAt: tick.occurredAt ?? tick.pressedAt, failure: null };
  put(again);
  return deliver(again);
}

/** Drops a tick that the person does not want recorded any more. */
export function dropTick(eventId: StepEventId): void {
  useTicks.setState(({ ticks }) => ({ ticks: ticks.filter((tick) => tick.eventId !== eventId) }));
}

async function deliver(tick: PendingTick): Promise<boolean> {
  underWay.add(tick.stepId);
  const late = setTimeout(() => put(tick), SHOWN_AFTER_MS);
  const { stepId, kind, eventId, comment, occurredAt, onBehalfOf } = tick;
  try {
    await client.runbooks.tick({
      stepId,
      kind,
      eventId,
      ...(comment === '' ? {} : { comment }),
      ...(occurredAt === null ? {} : { occurredAt }),
      ...(onBehalfOf === null ? {} : { onBehalfOf }),
    });
    // The news of the commit has often come already: its fetch is waited for, not begun anew.
    await queryClient.invalidateQueries(
      { queryKey: orpc.warroom.view.key({ input: { runId: tick.runId } }) },
      { cancelRefetch: false },
    );
    dropTick(eventId);
    return true;
  } catch (error) {
    put({ ...tick, failure: failureSentence(error) });
    return false;
  } finally {
    clearTimeout(late);
    underWay.delete(tick.stepId);
  }
}

/** The event id makes sending again safe, which the general sentence cannot know. */
function failureSentence(error: unknown): string {
  return error instanceof ConnectionLost
    ? 'The connection broke before the answer came. Retry sends the same entry; it is recorded once.'
    : errorSentence(error);
}

function put(tick: PendingTick): void {
  useTicks.setState(({ ticks }) => ({
    ticks: [...ticks.filter((other) => other.eventId !== tick.eventId), tick],
  }));
}
