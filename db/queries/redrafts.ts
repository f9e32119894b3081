import type { Change, Drafted } from '#shared/contract/changes.ts';
import { isOpen } from '#shared/domain/changes/changes.ts';
import type { DraftTicket } from '#shared/domain/drafts/drafts.ts';
import { type DraftedField, hashesOf, type Redraft, redraft } from '#shared/domain/drafts/redraft.ts';
import type { ChangeId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { canonical, sha256 } from '../chain.ts';
import { wellFormed } from '../entities.ts';
import { type Who, write } from '../log.ts';
import type { ReadDb } from '../read.ts';
import type { Store } from '../store.ts';
import { amend, amendedBecause } from './amendments.ts';
import { getChange, insertChange, saveChange } from './changes.ts';

/** Range and group that a ticket is drafted from. */
export type DraftSource = Omit<Drafted, 'values' | 'key'>;

/** Fields of a new ticket, with where they came from. */
export function draftedFieldsOf(ticket: DraftTicket, source: DraftSource) {
  const { key, name: _n, services: _s, commitCount: _c, breaking: _b, ...fields } = ticket;
  return { ...fields, drafted: { ...source, key, values: hashesOf(fields, hashOf) } };
}

/** What drafting the ticket anew would do, where `amends` with what was voted on. Throws NOT_FOUND, and REFUSED for a finished ticket. */
export function proposeRedraft(
  db: ReadDb,
  id: ChangeId,
  ticket: DraftTicket,
  how: { readonly take: readonly DraftedField[]; readonly amends: boolean },
): Redraft & { readonly before: Change } {
  const before = getChange(db, id);
  if (!isOpen(before.state))
    throw refused(`${before.ref} is ${before.state}; a finished change stays as it is.`);
  return { ...redraft(before, before.drafted, ticket, how, hashOf), before };
}

/** Writes a ticket that is drafted from code. */
export function draftNewChange(store: Store, who: Who, ticket: DraftTicket, source: DraftSource): Change {
  return write(store, who, reasonOf(source), (tx) =>
    insertChange(tx, { ...draftedFieldsOf(ticket, source), requesterId: who.actor }),
  );
}

/**
 * Drafts into a ticket that is there, in one entry; what people wrote stays unless it is in `take`. With the reason of
 * an amendment, what was voted on is drafted anew by the rule of amendments.
 */
export function redraftChange(
  store: Store,
  who: Who,
  id: ChangeId,
  ticket: DraftTicket,
  source: DraftSource,
  {
    take,
    amendReason,
  }: { readonly take: readonly DraftedField[]; readonly amendReason?: string | undefined },
): Redraft & { readonly change: Change } {
  const amends = amendReason !== undefined;
  const reason = amends ? amendedBecause(`${amendReason.trim()} (${reasonOf(source)})`) : reasonOf(source);
  return write(store, who, reason, (tx) => {
    const { before, ...done } = proposeRedraft(tx, id, ticket, { take, amends });
    const { commits, draftedFrom, key } = ticket;
    const fields = { ...done.write, commits, draftedFrom, drafted: { ...source, key, values: done.hashes } };
    const change = amends ? amend(tx, who, before, fields, amendReason) : saveChange(tx, before, fields);
    return { ...done, change };
  });
}

function reasonOf({ from, to }: DraftSource): string {
  return `Drafted from ${from}..${to}`;
}

/** SHA-256 of a value as it is stored. */
function hashOf(value: unknown): string {
  return sha256(canonical(wellFormed(value)));
}
