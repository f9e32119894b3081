import { createHash, randomBytes } from 'node:crypto';
import type { Scope } from '#shared/contract/base.ts';
import type { ExportLayer } from '#shared/contract/exchange.ts';
import { newId } from '#shared/domain/ids.ts';
import { notFound } from '#shared/domain/refusal.ts';
import { writeLocal } from '../local.ts';
import type { ReadDb } from '../read.ts';
import type { Store } from '../store.ts';

export type ApiToken = {
  id: string;
  name: string;
  scopes: Scope[];
  createdAt: number;
  usedAt: number | null;
};
type Row = Omit<ApiToken, 'scopes'> & { scopes: string };

const SELECT = 'SELECT id, name, scopes, created_at AS createdAt, used_at AS usedAt FROM api_token';

/** Tokens of the local API, newest first; their texts are not kept. */
export function listTokens(db: ReadDb): ApiToken[] {
  return db.rows<Row>(`${SELECT} ORDER BY created_at DESC`).map(rowToToken);
}

/** Makes a 256-bit token; only its hash is kept, so the text can be shown this once. */
export function addToken(store: Store, name: string, scopes: Scope[]): ApiToken & { secret: string } {
  const secret = newSecret();
  const token = { id: newId<string>(), name, scopes, createdAt: store.now(), usedAt: null };
  writeLocal(store, ['access'], (run) => {
    run(
      'INSERT INTO api_token (id, name, hash, scopes, created_at) VALUES (?, ?, ?, ?, ?)',
      token.id,
      name,
      hashOf(secret),
      JSON.stringify(scopes),
      token.createdAt,
    );
  });
  return { ...token, secret };
}

/** Makes a token that can do nothing but read the calendar feed of these layers; its text is shown this once. */
export function addFeed(store: Store, name: string, layers: readonly ExportLayer[]): string {
  const secret = newSecret();
  writeLocal(store, ['access'], (run) => {
    run(
      'INSERT INTO api_token (id, name, hash, scopes, created_at, feed_layers) VALUES (?, ?, ?, ?, ?, ?)',
      newId<string>(),
      name,
      hashOf(secret),
      JSON.stringify(['feed:read'] satisfies Scope[]),
      store.now(),
      JSON.stringify(layers),
    );
  });
  return secret;
}

/** The feed whose token has this SHA-256 (hex); undefined also for a token that is no feed. */
export function feedByHash(db: ReadDb, hash: string): { id: string; layers: ExportLayer[] } | undefined {
  const row = db.row<{ id: string; scopes: string; layers: string }>(
    'SELECT id, scopes, feed_layers AS layers FROM api_token WHERE hash = ? AND feed_layers IS NOT NULL',
    hash,
  );
  if (!row || !(JSON.parse(row.scopes) as Scope[]).includes('feed:read')) return undefined;
  return { id: row.id, layers: JSON.parse(row.layers) };
}

/** Forgets a token; requests that carry it are refused from now on. Throws NOT_FOUND. */
export function revokeToken(store: Store, id: string): void {
  if (!listTokens(store.db).some((token) => token.id === id)) throw notFound('This token');
  writeLocal(store, ['access'], (run) => run('DELETE FROM api_token WHERE id = ?', id));
}

/** The token with this SHA-256 (hex), or undefined. Looked up by hash, so timing tells nothing of the token. */
export function tokenByHash(db: ReadDb, hash: string): ApiToken | undefined {
  const row = db.row<Row>(`${SELECT} WHERE hash = ?`, hash);
  return row && rowToToken(row);
}

/** Remembers when a token was last used. */
export function noteTokenUsed(store: Store, id: string): void {
  writeLocal(store, [], (run) => run('UPDATE api_token SET used_at = ? WHERE id = ?', store.now(), id));
}

/** 256 bits. */
function newSecret(): string {
  return `slw_${randomBytes(32).toString('base64url')}`;
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function rowToToken(row: Row): ApiToken {
  return { ...row, scopes: JSON.parse(row.scopes) };
}
