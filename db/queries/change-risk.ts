import type { Service } from '#shared/contract/catalogue.ts';
import type { Change, FailRate } from '#shared/contract/changes.ts';
import { isOpen } from '#shared/domain/changes/changes.ts';
import {
  HISTORY_LENGTH,
  type RiskBasis,
  riskOf,
  type Scored,
  servicesWithHistory,
} from '#shared/domain/changes/risk.ts';
import type { ServiceId } from '#shared/domain/ids.ts';
import type { ReadDb } from '../read.ts';
import { listServices } from './catalogue.ts';
import { changePolicies } from './change-policies.ts';

/** Tickets of a service that are looked through for closed ones, the newest first: bounds what a service with none costs. */
const LOOKED_THROUGH = 400;

// The newest by row number, so that the walk ends with the twentieth closed one.
const NEWEST_CLOSED = `SELECT c.close_code AS closeCode, c.build, c.service_ids = json_array(r.service_id) AS alone
  FROM (SELECT n, service_id FROM change_service WHERE service_id = ? ORDER BY n DESC LIMIT ${LOOKED_THROUGH}) r
  CROSS JOIN change c ON c.n = r.n
  WHERE c.state = 'Closed' AND c.close_code IS NOT 'not implemented' AND c.removed_at IS NULL
  LIMIT ${HISTORY_LENGTH}`;

type ClosedRow = {
  readonly closeCode: Change['closeCode'];
  readonly build: string | null;
  readonly alone: number;
};

/** How the last closed changes of each service went; services without any are left out. */
export function failRates(db: ReadDb, serviceIds: readonly ServiceId[]): FailRate[] {
  return serviceIds.flatMap((serviceId) => {
    const rows = db.rows<ClosedRow>(NEWEST_CLOSED, serviceId);
    if (rows.length === 0) return [];
    const failed = rows.filter(({ closeCode }) => closeCode === 'unsuccessful' || closeCode === 'backed out');
    const shipped = rows.find(
      ({ closeCode, build, alone }) => alone === 1 && build !== null && closeCode?.startsWith('successful'),
    );
    const version = shipped?.build ? (JSON.parse(shipped.build) as { version: string }).version : '';
    return [{ serviceId, closed: rows.length, failed: failed.length, version }];
  });
}

/** What changes are judged by: the policy, the services, and how the last changes of some of them went. */
export type RiskGround = Pick<RiskBasis, 'model'> & {
  readonly services: readonly Service[];
  readonly history: (serviceIds: readonly ServiceId[]) => RiskBasis['history'];
};

export function riskGround(db: ReadDb): RiskGround {
  return {
    model: changePolicies(db).riskModel,
    services: listServices(db),
    history: (serviceIds) => failRates(db, serviceIds),
  };
}

/** The same for many changes at once: the history of a service is read once. */
export function riskGroundOfMany(db: ReadDb): RiskGround {
  const read = new Map<ServiceId, FailRate[]>();
  const of = (id: ServiceId) => {
    const known = read.get(id) ?? failRates(db, [id]);
    read.set(id, known);
    return known;
  };
  return { ...riskGround(db), history: (serviceIds) => serviceIds.flatMap(of) };
}

type Judged = Scored & Pick<Change, 'state' | 'riskScore' | 'riskLevel' | 'riskOverride'>;

/**
 * Score and level of a ticket as its fields, the policy and the history of its services give them; a level that a
 * person set stands before the one of the score. A finished ticket keeps what it was judged with.
 */
export function judgedRisk(
  db: ReadDb,
  change: Judged,
  ground = riskGround(db),
): Pick<Change, 'riskScore' | 'riskLevel'> {
  if (!isOpen(change.state)) return { riskScore: change.riskScore, riskLevel: change.riskLevel };
  return firstRisk(db, change, ground);
}

/** The risk of a ticket that was not judged before, whatever its state. */
export function firstRisk(
  db: ReadDb,
  change: Scored & Pick<Change, 'riskOverride'>,
  ground = riskGround(db),
): Pick<Change, 'riskScore' | 'riskLevel'> {
  const history = ground.history(servicesWithHistory(change, ground.services).map(({ id }) => id));
  const { score, level } = riskOf(change, { ...ground, history });
  return { riskScore: score, riskLevel: change.riskOverride?.level ?? level };
}
