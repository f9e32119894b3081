import type { CabMeetingId } from '#shared/domain/ids.ts';
import { hasUnprintedScript } from '#shared/domain/pack/scripts.ts';
import type { ReadDb } from '../read.ts';
import { itemsOf, subjectOf, thingOf } from './agenda.ts';
import { getMeeting } from './cab.ts';
import { listPacks } from './packs.ts';

/** What somebody should know before a pack of this meeting is frozen, a sentence each. Throws NOT_FOUND. */
export function packWarnings(db: ReadDb, meetingId: CabMeetingId): string[] {
  getMeeting(db, meetingId);
  const items = itemsOf(db, meetingId);
  const refOf = (item: (typeof items)[number]) => thingOf(db, subjectOf(item))?.ref ?? '';
  const [last] = listPacks(db, meetingId);
  const changeIds = items
    .filter(({ subjectKind }) => subjectKind === 'change')
    .map(({ subjectId }) => subjectId);
  const which = (condition: string, ...params: readonly number[]) =>
    db
      .rows<{ ref: string }>(
        `SELECT ref FROM change WHERE id IN (SELECT value FROM json_each(?)) AND ${condition} ORDER BY n`,
        JSON.stringify(changeIds),
        ...params,
      )
      .map(({ ref }) => ref);
  const lines: readonly (readonly [string, readonly string[]])[] = [
    ['Late on the agenda', items.filter(({ late }) => late).map(refOf)],
    [
      'No longer there, and left out',
      items.filter((item) => thingOf(db, subjectOf(item))?.gone !== false).map(refOf),
    ],
    ['Without a way back', which('json_array_length(back_out_steps) = 0')],
    ['Without a planned time', which('planned_start IS NULL')],
    ['Has letters that the PDF shows as boxes, other than Word and HTML', unprinted(db, changeIds)],
    ...(last ? [[`Edited since pack ${last.number}`, which('updated_at > ?', last.frozenAt)] as const] : []),
  ];
  const said = lines
    .filter(([, refs]) => refs.length > 0)
    .map(([what, refs]) => `${what}: ${refs.join(', ')}.`);
  return items.length === 0 ? ['Nothing stands on the agenda yet.'] : said;
}

/** Refs of the changes with a letter that the fonts of the PDF lack. */
function unprinted(db: ReadDb, changeIds: readonly string[]): string[] {
  const texts = db.rows<{ ref: string; words: string }>(
    `SELECT ref, title || ' ' || description || ' ' || justification || ' ' || impact || ' ' || evidence || ' ' ||
            deployment_steps || ' ' || back_out_steps || ' ' || validation_steps AS words
     FROM change WHERE id IN (SELECT value FROM json_each(?)) ORDER BY n`,
    JSON.stringify(changeIds),
  );
  return texts.filter(({ words }) => hasUnprintedScript(words)).map(({ ref }) => ref);
}
