import type { TimelineEntry } from '#shared/contract/timeline.ts';
import { fieldInWords, type Reader, valueInWords } from './values.ts';

/** A sentence without its subject: "finished step 4 Deploy ledger-api". */
export type Sentence = { readonly text: string; readonly entity: string; readonly id: string };

/** One field that was changed on a thing that was there before. */
export type FieldLine = {
  readonly thing: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
};

/** An entry as a person reads it. */
export type Story = {
  /** When it happened (ms UTC); the place in the story. */
  readonly at: number;
  /** When it was written down, if that was a minute or more later than it happened. */
  readonly recordedAt: number | null;
  readonly sentences: readonly Sentence[];
  readonly fields: readonly FieldLine[];
  /** Operations of the entry that are not told here. */
  readonly more: number;
};

type Ops = TimelineEntry['ops'];
type Thing = {
  readonly entity: string;
  readonly id: string;
  readonly label: string;
  readonly made: boolean;
  readonly ops: Ops;
  readonly row: ReadonlyMap<string, unknown>;
};

/** Fields that follow from others or only count; they are left out of the telling. */
const SILENT = new Set(['updatedAt', 'createdAt', 'position', 'importGroup', 'n']);

/** Tells one log entry in words: what was done as sentences, what was changed as before and after. */
export function storyOf(entry: TimelineEntry, reader: Reader): Story {
  const things = thingsOf(entry.ops);
  const told = tellMany(things, reader) ?? things.flatMap((thing) => sentencesOf(thing, reader));
  const happened = things.map((thing) => thing.row.get('occurredAt')).find((at) => typeof at === 'number');
  const at = typeof happened === 'number' ? happened : entry.at;
  return {
    at,
    recordedAt: entry.at - at >= 60_000 ? entry.at : null,
    sentences: told,
    fields: things.flatMap((thing) => (thing.made ? [] : fieldLinesOf(thing, reader))),
    more: Math.max(0, entry.opCount - entry.ops.length),
  };
}

/** Many things made at once are counted instead of listed: "drafted REL-A3 Payments 4.8.0 and 12 changes". */
function tellMany(things: readonly Thing[], reader: Reader): readonly Sentence[] | null {
  const made = things.filter((thing) => thing.made);
  if (made.length < 4) return null;
  const whole = made.find((thing) => thing.entity === 'release' || thing.entity === 'run');
  const counts = Map.groupBy(
    made.filter((thing) => thing !== whole),
    (thing) => thing.entity,
  );
  const counted = [...counts].map(([entity, list]) =>
    list.length === 1 ? `1 ${nounOf(entity)}` : `${list.length} ${pluralOf(entity)}`,
  );
  const lead = whole ?? made[0];
  if (lead === undefined) return null;
  const named = whole === undefined ? counted : [`${nounOf(whole.entity)} ${whole.label}`, ...counted];
  const changed = things.filter((thing) => !thing.made).flatMap((thing) => sentencesOf(thing, reader));
  return [{ text: `made ${joined(named)}`, entity: lead.entity, id: lead.id }, ...changed];
}

function sentencesOf(thing: Thing, reader: Reader): readonly Sentence[] {
  const say = (text: string): Sentence => ({ text, entity: thing.entity, id: thing.id });
  if (thing.made) return [say(birthOf(thing, reader))];
  const after = new Map(thing.ops.map((op) => [op.field, op.value]));
  const before = new Map(thing.ops.map((op) => [op.field, op.before]));
  const name = thing.label;
  const words = (field: string) => valueInWords(field, after.get(field), reader);
  if (after.has('removedAt')) {
    const back = after.get('removedAt') === null;
    if (thing.entity === 'slot')
      return [say(back ? `put back the booking ${name}` : `gave up the booking ${name}`)];
    return [say(`${back ? 'brought back' : 'removed'} ${nounOf(thing.entity)} ${name}`)];
  }
  if (after.has('outcome') && thing.entity === 'release') return [say(`closed ${name}: ${words('outcome')}`)];
  if (after.has('endedAt') && thing.entity === 'run')
    return [say(`ended the run ${name}: ${words('outcome')}`)];
  if (after.has('startedAt') && thing.entity === 'run') return [say(`started the run ${name}`)];
  if (after.has('state')) {
    return [
      say(`moved ${name} from ${valueInWords('state', before.get('state'), reader)} to ${words('state')}`),
    ];
  }
  if (after.has('onHold')) {
    const reason = after.get('holdReason');
    const why = typeof reason === 'string' && reason !== '' ? `: ${reason}` : '';
    return [say(after.get('onHold') === true ? `put ${name} on hold${why}` : `took ${name} off hold`)];
  }
  if (thing.entity === 'step' && after.has('ownerId')) {
    return [
      say(
        after.get('ownerId') === null
          ? `took the owner off step ${name}`
          : `gave step ${name} to ${words('ownerId')}`,
      ),
    ];
  }
  const fields = [...after.keys()].filter((field) => !SILENT.has(field)).map(fieldInWords);
  if (fields.length === 0) return [say(`touched ${nounOf(thing.entity)} ${name}`)];
  const listed = fields.length > 3 ? `${fields.length} fields` : joined(fields);
  return [say(`changed ${listed} of ${name}`)];
}

/** The sentence for a thing that was made; what happened in a run reads as what was done, not as a row that was added. */
function birthOf(thing: Thing, reader: Reader): string {
  const get = (field: string) => thing.row.get(field);
  const words = (field: string) => valueInWords(field, get(field), reader);
  const comment = typeof get('comment') === 'string' && get('comment') !== '' ? `: ${words('comment')}` : '';
  switch (thing.entity) {
    case 'step_event':
      return `${STEP_VERBS[String(get('kind'))] ?? 'marked'} step ${stepName(thing, reader)}${comment}`;
    case 'note':
      return `${NOTE_VERBS[String(get('kind'))] ?? 'noted'}: ${words('text')}`;
    case 'run':
      return `attached ${get('kind') === 'live' ? 'a live run' : 'a rehearsal'}, ${thing.label}`;
    case 'slot':
      return `booked ${words('releaseId')} from ${words('start')} to ${words('end')}`;
    case 'window_rule':
      return `added the ${WINDOW_NOUNS[String(get('kind'))] ?? 'window'} ${thing.label}`;
    case 'change': {
      const from = get('draftedFrom');
      return typeof from === 'string' && from !== ''
        ? `drafted ${thing.label} from ${from}`
        : `wrote change ${thing.label}`;
    }
    case 'workspace':
      return `started the workspace ${thing.label}`;
    default:
      return `added ${nounOf(thing.entity)} ${thing.label}`;
  }
}

function stepName(thing: Thing, reader: Reader): string {
  const stepId = thing.row.get('stepId');
  return (typeof stepId === 'string' ? reader.nameOf(stepId) : null) ?? thing.label;
}

function fieldLinesOf(thing: Thing, reader: Reader): readonly FieldLine[] {
  return thing.ops
    .filter((op) => !SILENT.has(op.field) && op.field !== 'removedAt')
    .map((op) => ({
      thing: thing.label,
      field: fieldInWords(op.field),
      before: valueInWords(op.field, op.before, reader),
      after: valueInWords(op.field, op.value, reader),
    }))
    .filter((line) => line.before !== line.after);
}

function thingsOf(ops: Ops): readonly Thing[] {
  return [...Map.groupBy(ops, (op) => `${op.entity}/${op.id}`).values()].flatMap((list) => {
    const first = list[0];
    if (first === undefined) return [];
    const birth = list.find((op) => op.field === '*');
    const fields =
      typeof birth?.value === 'object' && birth.value !== null ? Object.entries(birth.value) : [];
    return [
      {
        entity: first.entity.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase(),
        id: first.id,
        label: first.label,
        made: birth !== undefined,
        ops: list,
        row: new Map<string, unknown>(fields),
      },
    ];
  });
}

function nounOf(entity: string): string {
  return NOUNS[entity]?.[0] ?? entity.replaceAll('_', ' ');
}

function pluralOf(entity: string): string {
  return NOUNS[entity]?.[1] ?? `${entity.replaceAll('_', ' ')} rows`;
}

function joined(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

const STEP_VERBS: Readonly<Record<string, string>> = {
  start: 'started',
  finish: 'finished',
  workaround: 'finished with a workaround',
  skip: 'skipped',
  fail: 'reported as failed',
  clear: 'took back the last entry on',
};

const NOTE_VERBS: Readonly<Record<string, string>> = {
  note: 'noted',
  issue: 'raised an issue',
  decision: 'recorded a decision',
  'issue closed': 'closed an issue',
};

const WINDOW_NOUNS: Readonly<Record<string, string>> = {
  allow: 'maintenance window',
  deny: 'freeze',
  inform: 'business event',
};

const NOUNS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  change: ['change', 'changes'],
  release: ['release', 'releases'],
  slot: ['booking', 'bookings'],
  window_rule: ['window', 'windows'],
  run: ['run', 'runs'],
  step: ['step', 'steps'],
  step_event: ['step entry', 'step entries'],
  note: ['note', 'notes'],
  template: ['runbook', 'runbooks'],
  template_step: ['runbook step', 'runbook steps'],
  person: ['person', 'people'],
  team: ['team', 'teams'],
  service: ['service', 'services'],
  environment: ['environment', 'environments'],
  repository: ['repository', 'repositories'],
  workspace: ['workspace', 'workspaces'],
};
