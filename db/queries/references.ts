import { notFound } from '#shared/domain/refusal.ts';
import type { ReadDb } from '../read.ts';

const kinds = {
  person: 'person',
  team: 'team',
  service: 'service',
  environment: 'environment',
  repository: 'repository',
  release: 'release',
  train: 'train',
  window: 'window_rule',
  meeting: 'cab_meeting',
} as const;
const named: Readonly<Record<keyof typeof kinds, string>> = {
  person: 'The person named here',
  team: 'The team named here',
  service: 'A service named here',
  environment: 'An environment named here',
  repository: 'The repository named here',
  release: 'The release named here',
  train: 'The train named here',
  window: 'The window named here',
  meeting: 'The meeting named here',
};

type Ids = readonly (string | null | undefined)[];

/** Throws NOT_FOUND when an id names nothing of its kind: what is written refers to things that are there. */
export function mustExist(db: ReadDb, wanted: { readonly [Kind in keyof typeof kinds]?: Ids }): void {
  for (const kind of Object.keys(kinds) as (keyof typeof kinds)[]) {
    for (const id of new Set(wanted[kind] ?? [])) {
      if (!id) continue;
      if (!db.row(`SELECT 1 FROM ${kinds[kind]} WHERE id = ? AND removed_at IS NULL`, id)) {
        throw notFound(named[kind]);
      }
    }
  }
}
