import type { Piece } from '#shared/contract/change-table.ts';
import type { SearchHit } from '#shared/contract/search.ts';
import type { ChangeId } from '#shared/domain/ids.ts';
import type { ReadDb } from '../read.ts';
import { matchOf } from './change-filter.ts';
import { foundIn } from './change-found.ts';
import { NOT_BEING_IMPORTED } from './changes.ts';
import { RELEASE_NAME } from './release-name.ts';

type Row = Omit<SearchHit, 'found'>;

/** As-you-type search: tickets through the full-text index, newest first; things with short lists by their name; each with where the words stand. */
export function searchEverything(db: ReadDb, text: string, limit: number): SearchHit[] {
  const typed = text.trim();
  if (typed === '') return [];
  const like = `%${typed.replace(/[\\%_]/g, '\\$&')}%`;
  const named = (sql: string): SearchHit[] =>
    db
      .rows<Row>(`${sql} LIMIT ?`, like, like, Math.ceil(limit / 4))
      .map((row) => ({ ...row, found: { title: piecesOf(row.title, typed), field: null, snippet: [] } }));
  const others = [
    ...named(
      `SELECT 'release' AS kind, id, ref, ${RELEASE_NAME} AS title, state FROM release
       WHERE removed_at IS NULL AND (trim(name || ' ' || version) LIKE ? ESCAPE '\\' OR ref LIKE ? ESCAPE '\\') ORDER BY created_at DESC`,
    ),
    ...named(
      `SELECT 'run' AS kind, run.id, r.ref, r.name || ', ' || run.name AS title, run.kind AS state
       FROM run JOIN release r ON r.id = run.release_id
       WHERE run.removed_at IS NULL AND (r.name || ', ' || run.name LIKE ? ESCAPE '\\' OR r.ref LIKE ? ESCAPE '\\') ORDER BY run.planned_start_at DESC`,
    ),
    ...named(
      `SELECT 'service' AS kind, id, '' AS ref, name AS title, 'tier ' || tier AS state FROM service
       WHERE removed_at IS NULL AND (name LIKE ? ESCAPE '\\' OR path LIKE ? ESCAPE '\\') ORDER BY name`,
    ),
    ...named(
      `SELECT 'person' AS kind, id, '' AS ref, name AS title, email AS state FROM person
       WHERE removed_at IS NULL AND (name LIKE ? ESCAPE '\\' OR email LIKE ? ESCAPE '\\') ORDER BY name`,
    ),
  ];
  return [...changesMatching(db, typed, limit), ...others].slice(0, limit);
}

function changesMatching(db: ReadDb, text: string, limit: number): SearchHit[] {
  const match = matchOf(text);
  if (match === '') return [];
  const rows = db.rows<Row & { id: ChangeId }>(
    `SELECT 'change' AS kind, c.id, c.ref, c.title, c.state FROM
       (SELECT rowid FROM change_fts WHERE change_fts MATCH ? ORDER BY rowid DESC LIMIT ?) hit
     JOIN change c ON c.n = hit.rowid WHERE c.removed_at IS NULL AND ${NOT_BEING_IMPORTED} ORDER BY c.n DESC`,
    match,
    limit,
  );
  const where = new Map(
    foundIn(
      db,
      rows.map(({ id }) => id),
      text,
    ).map(({ id, ...found }) => [id, found]),
  );
  const unmarked = ({ title }: Row) => ({
    title: [{ text: title, hit: false }],
    field: null,
    snippet: [],
  });
  return rows.map((row) => ({ ...row, found: where.get(row.id) ?? unmarked(row) }));
}

/** A name with what was typed marked in it, whatever the case of its letters. */
function piecesOf(name: string, typed: string): Piece[] {
  const at = name.toLowerCase().indexOf(typed.toLowerCase());
  const pieces =
    at < 0
      ? [{ text: name, hit: false }]
      : [
          { text: name.slice(0, at), hit: false },
          { text: name.slice(at, at + typed.length), hit: true },
          { text: name.slice(at + typed.length), hit: false },
        ];
  return pieces.filter(({ text }) => text !== '');
}
