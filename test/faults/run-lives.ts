import type { Client } from '#shared/contract/index.ts';
import { newId, type PersonId, type RunId, type StepEventId } from '#shared/domain/ids.ts';
import { random } from '#test/support/random.ts';
import { type RunningSlipway, startSlipway } from '#test/support/server.ts';
import { connect, tokenOf } from '#test/support/socket.ts';
import { createRunModel } from './run-model.ts';

// The browser shell as its own process, run from source, so that no build is needed.
const file = 'main/web/index.ts';

export type RunLives = {
  readonly kills: number;
  readonly confirmed: number;
  /** How often a wall came back. */
  readonly returns: number;
  /** How often a wall heard of the run by the live stream. */
  readonly heard: number;
  readonly faults: readonly string[];
};

/**
 * Runs a live run through so many lives of the program, each ended by SIGKILL while a tick is on its way. That tick is
 * sent again under its own id, as a page does. Between them `walls` clients drop and come back at random. What the
 * store holds is held against what was confirmed, on paper.
 */
export async function runLives(input: {
  readonly folder: string;
  readonly runId: RunId;
  readonly kills: number;
  readonly walls: number;
  readonly seed: number;
}): Promise<RunLives> {
  const next = random(input.seed);
  const faults: string[] = [];
  let slipway = await startSlipway({ folder: input.folder, file });
  const token = await tokenOf(slipway);
  let { client, socket } = await connect(slipway, token);
  const first = await client.runbooks.get({ id: input.runId });
  const model = createRunModel(first.steps);
  const actorId = (await client.people.list()).people[0]?.id as PersonId;
  let [kills, confirmed, returns] = [0, 0, 0];
  let heard = 0;
  const walls = await Promise.all(Array.from({ length: input.walls }, () => wall(slipway)));

  const tickOf = () => {
    const open = first.steps.filter(({ id }) => ['ready', 'in progress'].includes(model.stateOf(id)));
    const step = open[Math.floor(next() * open.length)];
    if (!step) return null;
    const kind = model.stateOf(step.id) === 'ready' ? ('start' as const) : ('finish' as const);
    return { stepId: step.id, kind, eventId: newId<StepEventId>() };
  };
  const send = async (tick: NonNullable<ReturnType<typeof tickOf>>, by: Client) => {
    const { event } = await by.runbooks.tick(tick);
    model.take(event);
    confirmed += 1;
  };

  try {
    for (let life = 0; life < input.kills; life += 1) {
      for (let ticks = 2 + Math.floor(next() * 5); ticks > 0; ticks -= 1) {
        const tick = tickOf();
        if (tick) await send(tick, client);
        const at = Math.floor(next() * walls.length);
        walls[at]?.socket.close();
        if (walls.length > 0) walls[at] = await wall(slipway);
        returns += 1;
      }
      const last = tickOf();
      const answer = last && client.runbooks.tick(last).catch(() => null);
      // At once, or when the answer may be on its way.
      await new Promise((resolve) => setTimeout(resolve, Math.floor(next() * 12)));
      await slipway.kill();
      kills += 1;
      await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 200))]);
      slipway = await backAgain(slipway);
      ({ client, socket } = await connect(slipway, token));
      if (last) await send(last, client);
      for (const at of walls.keys()) walls[at] = await wall(slipway);
      await compare(client);
    }
    for (const wall of walls) await compare(wall.client);
    for (const wall of walls) wall.socket.close();
    socket.close();
  } finally {
    await slipway.stop();
  }
  return { kills, confirmed, returns, heard, faults };

  /** A client on the live stream, as a wall is, until its socket ends. */
  async function wall(of: RunningSlipway) {
    const one = await connect(of, token);
    const stream = await one.client.live.changes();
    void (async () => {
      for await (const { topics } of stream) if (topics.includes(`runs/${input.runId}`)) heard += 1;
    })().catch(() => undefined);
    return one;
  }

  async function compare(by: Client): Promise<void> {
    const view = await by.runbooks.get({ id: input.runId });
    const want = model.events();
    if (view.events.length !== want.length)
      faults.push(`${view.events.length} events are stored, ${want.length} were confirmed`);
    for (const event of want) {
      const found = view.events.filter(({ id }) => id === event.id);
      if (found.length !== 1) faults.push(`tick ${event.id} is there ${found.length} times`);
      else if (found[0]?.occurredAt !== event.occurredAt || found[0]?.actorId !== actorId)
        faults.push(`tick ${event.id} has another time or person than was confirmed`);
    }
    const ends = model.endsAt(view.forecast.now);
    for (const { stepId, state, endsAt } of view.forecast.steps) {
      if (state !== model.stateOf(stepId)) faults.push(`a step is ${state}, not ${model.stateOf(stepId)}`);
      if (endsAt !== ends.get(stepId))
        faults.push(`a step is to end at ${endsAt}, on paper at ${ends.get(stepId)}`);
    }
  }
}

/** The next life on the same folder; its port is that of the one before, so that open pages find it. */
async function backAgain(before: RunningSlipway): Promise<RunningSlipway> {
  const slipway = await startSlipway({ folder: before.folder, file });
  if (slipway.port !== before.port) {
    await slipway.stop();
    throw new Error(`The next life listens at ${slipway.port}, pages look for it at ${before.port}`);
  }
  return slipway;
}
