import type { WindowRule } from '#shared/contract/calendar.ts';
import type { Change, ChangeState } from '#shared/contract/changes.ts';
import type { Client } from '#shared/contract/index.ts';
import type { ChangeId, ServiceId } from '#shared/domain/ids.ts';

/** The zone of the test workspace; 1 February 2027 is a Monday. */
export const ZONE = 'Europe/Berlin';

/** A planned time of day in the first weeks of February 2027, in the workspace's zone: `at('09T22:30')`. */
export const at = (dayAndTime: string) => ({ local: `2027-02-${dayAndTime}`, zone: ZONE });

/** A window rule that lasts from one planned time to another, once, for everything. */
export function windowFields(
  fields: Pick<WindowRule, 'name' | 'kind' | 'hard'> & { from: string; until: string },
): Omit<WindowRule, 'id' | 'seriesId' | 'recurrenceId' | 'uid' | 'source'> {
  const { from, until, ...rest } = fields;
  return {
    ...rest,
    zone: ZONE,
    startLocal: at(from).local,
    endLocal: at(until).local,
    allDay: false,
    rrule: '',
    exDates: [],
    rDates: [],
    traffic: 'usual',
    protectionMinutes: 0,
    serviceIds: [],
    environmentIds: [],
    teamIds: [],
  };
}

/** A change of a service with a planned time, in New. */
export function planChange(
  client: Client,
  serviceIds: readonly ServiceId[],
  from: string,
  until: string,
  fields: Partial<Pick<Change, 'title' | 'type' | 'assigneeId' | 'validatorId' | 'environmentIds'>> = {},
): Promise<Change> {
  return client.changes.create({
    title: 'Renew the certificate of the gateway',
    description: 'It ends in March.',
    ...fields,
    serviceIds: [...serviceIds],
    plannedStart: at(from),
    plannedEnd: at(until),
  });
}

/** Takes a change along its way, up to a state; `reason` goes with the last move. */
export async function bringTo(
  client: Client,
  change: Change,
  to: ChangeState,
  reason?: string,
): Promise<Change> {
  const way: readonly ChangeState[] =
    change.type === 'standard'
      ? ['Scheduled', 'Implement']
      : change.type === 'emergency'
        ? ['Authorize', 'Scheduled', 'Implement']
        : ['Assess', 'Authorize', 'Scheduled', 'Implement'];
  let last = change;
  for (const state of way.slice(0, way.indexOf(to) + 1)) {
    const said = state === to && reason !== undefined ? { reason } : {};
    const [moved] = await client.changes.transition({
      ids: [change.id],
      to: state,
      changeAuthority: 'CAB',
      ...said,
    });
    last = moved ?? last;
    await approveOpen(client, change.id);
  }
  return last;
}

/** Records an approval of every stage that is open on a change, on behalf of somebody who may decide in it. */
export async function approveOpen(client: Client, id: ChangeId): Promise<void> {
  const subject = { kind: 'change' as const, id };
  const { stages } = await client.approvals.of(subject);
  for (const { stage, state, eligible } of stages) {
    const [decidedBy] = eligible;
    if (stage.kind !== 'approval' || state !== 'open' || !decidedBy) continue;
    const evidence = { kind: 'mail' as const, text: 'Agreed by mail' };
    await client.approvals.decide({ subject, stageId: stage.id, verdict: 'approve', decidedBy, evidence });
  }
}
