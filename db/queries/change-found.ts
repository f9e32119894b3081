import type { Found, Piece } from '#shared/contract/change-table.ts';
import type { ChangeId } from '#shared/domain/ids.ts';
import type { ReadDb } from '../read.ts';
import { matchOf } from './change-filter.ts';

// No text people type holds these; what does is cleaned of them before it is split.
const OPEN = '\u0001';
const CLOSE = '\u0002';
const FIELDS = ['ref', null, 'description', 'justification', 'work items'] as const;
/** Words of a snippet; more do not fit under a title. */
const WORDS = 16;

type Stored = { id: ChangeId } & Record<'marked' | 's0' | 's2' | 's3' | 's4', string>;

/** Where the words of a search stand in these tickets, by the same index that finds them; those that do not match are left out. */
export function foundIn(db: ReadDb, ids: readonly ChangeId[], text: string): Found[] {
  const match = matchOf(text);
  if (match === '') return [];
  const snippet = (column: number) =>
    `snippet(change_fts, ${column}, char(1), char(2), '…', ${WORDS}) AS s${column}`;
  const numbers = db.rows<{ n: number; id: ChangeId }>(
    'SELECT c.n, c.id FROM json_each(?) wanted JOIN change c ON c.id = wanted.value WHERE c.removed_at IS NULL',
    JSON.stringify(ids),
  );
  const columns = ['highlight(change_fts, 1, char(1), char(2)) AS marked', ...[0, 2, 3, 4].map(snippet)];
  return numbers.flatMap(({ n, id }) => {
    // Numbers are bound as REAL, which the index takes for no bound at all.
    const row = db.row<Stored>(
      `SELECT ${columns.join(', ')} FROM change_fts WHERE change_fts MATCH ? AND rowid = CAST(? AS INTEGER)`,
      match,
      n,
    );
    if (!row) return [];
    const parts = [row.s0, null, row.s2, row.s3, row.s4];
    const at = parts.findIndex((part) => part?.includes(OPEN));
    const title = piecesOf(row.marked);
    const hits = new Set(title.filter(({ hit }) => hit).map((piece) => piece.text.toLowerCase()));
    // A title that shows every word needs no other place to be shown.
    if (at < 0 || hits.size >= wordsIn(match)) return [{ id, title, field: null, snippet: [] }];
    return [{ id, title, field: FIELDS[at] ?? null, snippet: piecesOf(parts[at] ?? '') }];
  });
}

function wordsIn(match: string): number {
  return new Set(match.toLowerCase().replaceAll('*', '').split(' ')).size;
}

/** Marked text as pieces; it never travels as markup. */
function piecesOf(marked: string): Piece[] {
  const pieces: Piece[] = [];
  for (const [at, part] of marked.split(OPEN).entries()) {
    const end = at === 0 ? -1 : part.indexOf(CLOSE);
    const hit = end < 0 ? '' : part.slice(0, end);
    const rest = part.slice(end + 1).replaceAll(CLOSE, '');
    if (hit !== '') pieces.push({ text: hit, hit: true });
    if (rest !== '') pieces.push({ text: rest, hit: false });
  }
  return pieces;
}
