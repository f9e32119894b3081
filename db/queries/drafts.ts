import type { Drafted } from '#shared/contract/changes.ts';
import type { Draft } from '#shared/domain/drafts/drafts.ts';
import { type GroupId, newId, type ReleaseId, type RepositoryId } from '#shared/domain/ids.ts';
import { type Who, write } from '../log.ts';
import type { Store } from '../store.ts';
import { insertChange } from './changes.ts';
import { draftedFieldsOf } from './redrafts.ts';
import { insertRelease } from './releases.ts';

export type DraftRelease = {
  readonly name: string;
  readonly version: string;
  readonly objectives: string;
  readonly repositoryId: RepositoryId;
  readonly from: string;
  readonly to: string;
  readonly groupBy: Drafted['groupBy'];
};

const TICKETS_PER_ENTRY = 500;

/** Writes a release with its drafted tickets, as one group; the release comes last, so that it never stands there half-filled. */
export function writeDraft(
  store: Store,
  who: Who,
  wanted: DraftRelease,
  draft: Draft,
): { releaseId: ReleaseId; changes: number } {
  const group = newId<GroupId>();
  const reason = `Drafted from ${wanted.from}..${wanted.to}`;
  const releaseId = newId<ReleaseId>();
  const { repositoryId, from, to, groupBy } = wanted;
  const source = { repositoryId, from, to, groupBy };
  const chunks = chunked(draft.tickets, TICKETS_PER_ENTRY);
  chunks.forEach((tickets, at) => {
    write(
      store,
      who,
      reason,
      (tx) => {
        for (const ticket of tickets) {
          insertChange(tx, { ...draftedFieldsOf(ticket, source), releaseId, requesterId: who.actor });
        }
        if (at === chunks.length - 1) {
          const { from, to, groupBy: _, ...fields } = wanted;
          insertRelease(tx, { ...fields, id: releaseId, ownerId: who.actor, rangeFrom: from, rangeTo: to });
        }
      },
      { group },
    );
  });
  return { releaseId, changes: draft.tickets.length };
}

function chunked<T>(list: readonly T[], size: number): (readonly T[])[] {
  const chunks = [];
  for (let at = 0; at < list.length; at += size) chunks.push(list.slice(at, at + size));
  return chunks.length > 0 ? chunks : [[]];
}
