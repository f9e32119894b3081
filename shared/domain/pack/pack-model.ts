import { MINUTE } from '#shared/domain/time.ts';
import { capital, numberWord } from '../wording.ts';
import { annexesOf } from './annexes.ts';
import { changePage } from './change-page.ts';
import { type Clock, clockOf } from './dates.ts';
import type { AgendaRow, PackModel } from './model.ts';
import { cut, printable } from './printable.ts';
import type { Snapshot } from './snapshot.ts';
import { countOf, riskWords, shortHash } from './words.ts';

/** Writes out a snapshot as it is printed; `sha256` is that of its canonical JSON. The same snapshot gives the same model. */
export function packModel(given: Snapshot, sha256: string): PackModel {
  const snapshot = printableAll(given) as Snapshot;
  const { meeting, number, frozenAt, workspace, zoneShort } = snapshot;
  const clock = clockOf(snapshot.zone);
  const places = placesOf(snapshot);
  const short = `Pack ${number}`;
  return {
    title: `${meeting.ref}, pack ${number}: ${headlineOf(snapshot, clock).join(' ')}`,
    author: snapshot.frozenBy,
    // The PDF marks its date as UTC.
    date: clockOf('UTC').parts(frozenAt),
    frozenAt,
    board: `${workspace}, change advisory board`,
    frozen: `${short}, frozen ${clock.date(frozenAt)}, ${clock.time(frozenAt)} ${zoneShort}`,
    headline: headlineOf(snapshot, clock),
    lead: leadOf(snapshot, clock),
    running: `${meeting.ref}, pack ${number}`,
    short,
    hash: sha256,
    hashShort: shortHash(sha256),
    hashStart: shortHash(sha256, 2),
    agenda: agendaOf(snapshot, clock),
    agendaNotes: notesOf(snapshot),
    pages: snapshot.changes.map((change) => changePage(change, places.get(change.ref) ?? '', clock)),
    annexes: annexesOf(snapshot, clock),
  };
}

/** `Seven changes`, `for February`; the title given by hand where there is one. */
function headlineOf({ title, changes, meeting }: Snapshot, clock: Clock): string[] {
  const many = capital(numberWord(changes.length));
  const own = [
    `${many} ${changes.length === 1 ? 'change' : 'changes'}`,
    `for ${clock.month(meeting.startAt)}`,
  ];
  const given = title.trim();
  // What is suggested before freezing reads the same, and breaks where a cover without a title does.
  return given === '' || given === own.join(' ') ? own : [cut(given, 120).text];
}

function leadOf({ meeting }: Snapshot, clock: Clock): string {
  const { startAt, minutes, chair, quorum, members, place } = meeting;
  const when = `${clock.longDate(startAt)}, ${clock.time(startAt)} to ${clock.time(startAt + minutes * MINUTE)}`;
  const who = chair ? `, chaired by ${chair}` : '';
  const where = place.trim() ? `, ${cut(place.trim(), 120).text}` : '';
  const enough =
    quorum === 0
      ? ''
      : ` Quorum ${numberWord(quorum)}${members.length > 0 ? ` of ${numberWord(members.length)}` : ''}.`;
  return `Meeting ${meeting.ref}, ${when}${where}${who}.${enough}`;
}

/** Where each change stands on the agenda; those a release brings are numbered below it. */
function placesOf({ agenda }: Snapshot): Map<string, string> {
  const places = new Map<string, string>();
  for (const [i, item] of agenda.entries()) {
    if (item.kind === 'change') places.set(item.ref, String(i + 1));
  }
  for (const [i, item] of agenda.entries()) {
    for (const [j, ref] of item.changes.entries()) {
      if (!places.has(ref)) places.set(ref, `${i + 1}.${j + 1}`);
    }
  }
  return places;
}

function agendaOf({ agenda }: Snapshot, clock: Clock): AgendaRow[] {
  return agenda.map((item, i) => ({
    number: String(i + 1),
    ref: item.ref,
    title: `${cut(item.title, 160).text}${item.kind === 'release' ? `, with ${countOf(item.changes.length, 'change')}` : ''}`,
    type: capital(item.type),
    risk: item.risk === null ? '' : riskWords[item.risk],
    planned: item.plannedStart === null ? 'not planned' : clock.dayTime(item.plannedStart),
    minutes: String(item.minutes),
    late: item.late,
  }));
}

function notesOf({ agenda, logHead }: Snapshot): string[] {
  const late = agenda.filter((item) => item.late).map(({ ref }) => ref);
  return [
    ...(agenda.length === 0 ? ['The agenda is empty.'] : []),
    ...(late.length === 0 ? [] : [`Late, heard if time is left: ${late.join(', ')}.`]),
    ...(logHead === '' ? [] : [`Head of the record: ${shortHash(logHead)}`]),
  ];
}

/** Every text of a value made printable, whoever wrote it. */
function printableAll(value: unknown): unknown {
  if (typeof value === 'string') return printable(value);
  if (Array.isArray(value)) return value.map(printableAll);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, printableAll(each)]));
  return value;
}
