import type { TimelineEntry } from '#shared/contract/timeline.ts';
import { joined, NOTE_VERBS, nounOf, pluralOf, RUN_VERBS, STEP_VERBS, WINDOW_NOUNS } from './nouns.ts';
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
  /** The reason given by a person; empty when none was. */
  readonly why: string;
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
const SILENT = new Set([
  'updatedAt',
  'createdAt',
  'position',
  'importGroup',
  'n',
  'actualStartAt',
  'actualEndAt',
]);

/**
 * Tells one log entry in words: what was done as sentences, what was changed as before and after. `aboutId` is the thing
 * whose own page shows the entry; its name is left out.
 */
export function storyOf(entry: TimelineEntry, reader: Reader, aboutId: string | null = null): Story {
  const things = thingsOf(entry.ops.map((op) => ({ ...op, label: timesIn(op.label, reader) })));
  const happened = things.map((thing) => thing.row.get('occurredAt')).find((at) => typeof at === 'number');
  const at = typeof happened === 'number' ? happened : entry.at;
  return {
    at,
    recordedAt: entry.at - at >= 60_000 ? entry.at : null,
    why: whyOf(entry, things),
    sentences: [...madeSentences(things, reader), ...changedSentences(things, reader, aboutId)],
    fields: things.flatMap((thing) => (thing.made ? [] : fieldLinesOf(thing, reader))),
    more: Math.max(0, entry.opCount - entry.ops.length),
  };
}

/** What was made; from four things on they are counted: "made release REL-A3 Payments 4.8.0 and 12 changes". */
function madeSentences(things: readonly Thing[], reader: Reader): readonly Sentence[] {
  const made = things.filter((thing) => thing.made).toSorted((a, b) => rankOf(a) - rankOf(b));
  if (made.length < 4) return made.map((thing) => sentence(thing, birthOf(thing, reader)));
  const whole = made.find(
    ({ entity }) =>
      ['release', 'run', 'template'].includes(entity) && made.filter((m) => m.entity === entity).length === 1,
  );
  const counts = Map.groupBy(
    made.filter((thing) => thing !== whole && thing.entity !== 'run_event'),
    (thing) => thing.entity,
  );
  const counted = [...counts].map(([entity, list]) =>
    list.length === 1 ? `1 ${nounOf(entity)}` : `${list.length} ${pluralOf(entity)}`,
  );
  const named = whole === undefined ? counted : [`${nounOf(whole.entity)} ${whole.label}`, ...counted];
  if (whole?.entity === 'run') {
    if (whole.row.get('backsOutId')) {
      const told = made.filter(({ entity }) => entity === 'run_event');
      return [
        ...told.map((thing) => sentence(thing, birthOf(thing, reader))),
        sentence(whole, `began ${whole.label} with ${joined(counted)}`),
      ];
    }
    const kind = whole.row.get('kind') === 'live' ? 'live run' : 'rehearsal';
    return [sentence(whole, `attached the ${kind} ${whole.label} with ${joined(counted)}`)];
  }
  const lead = whole ?? made[0];
  return lead === undefined ? [] : [sentence(lead, `made ${joined(named)}`)];
}

/** What was changed; the same change on several things is one sentence: "moved 6 changes from New to Assess". */
function changedSentences(
  things: readonly Thing[],
  reader: Reader,
  aboutId: string | null,
): readonly Sentence[] {
  const told = things
    .toSorted((a, b) => rankOf(a) - rankOf(b))
    .flatMap((thing) => {
      const tell = thing.made ? null : changeOf(thing, reader);
      return tell === null ? [] : [{ thing, tell }];
    });
  const alike = Map.groupBy(told, ({ thing, tell }) => `${thing.entity} ${tell('…')}`);
  return [...alike.values()].flatMap((group) => {
    const first = group[0];
    if (first === undefined) return [];
    if (group.length > 2) {
      return [sentence(first.thing, first.tell(`${group.length} ${pluralOf(first.thing.entity)}`))];
    }
    return group.map(({ thing, tell }) =>
      sentence(thing, tell(thing.id === aboutId ? null : shortName(thing, aboutId))),
    );
  });
}

/** A sentence of the conflicts keeps its times as `{epoch ms}`; here they are read on the reader's clock. */
function timesIn(sentence: string, reader: Reader): string {
  return sentence.replace(/\{(\d{1,16})\}/g, (_, at: string) => reader.moment(Number(at)));
}

/** On the page of another thing a ticket goes by its reference alone. */
function shortName({ entity, label }: Thing, aboutId: string | null): string {
  return aboutId !== null && entity === 'change' ? (label.split(' ')[0] ?? label) : label;
}

/** The sentence for a changed thing, waiting for its name; null name = the page says which thing it is. */
function changeOf(thing: Thing, reader: Reader): ((name: string | null) => string) | null {
  const after = new Map(thing.ops.map((op) => [op.field, op.value]));
  const before = new Map(thing.ops.map((op) => [op.field, op.before]));
  const words = (field: string) => valueInWords(field, after.get(field), reader);
  const { entity } = thing;
  const it = (name: string | null) => ` ${name ?? `the ${nounOf(entity)}`}`;
  const named = (name: string | null) => (name === null ? '' : ` ${name}`);
  if (after.has('removedAt')) {
    const back = after.get('removedAt') === null;
    if (entity === 'slot') return (name) => `${back ? 'put back' : 'gave up'} the booking of ${name}`;
    return (name) =>
      `${back ? 'brought back' : 'removed'} ${name === null ? 'the ' : ''}${nounOf(entity)}${named(name)}`;
  }
  if (entity === 'slot') return (name) => `moved the booking of ${name} to ${words('start')}`;
  if (entity === 'release' && after.has('outcome')) return (name) => `closed${it(name)}: ${words('outcome')}`;
  if (entity === 'change' && after.has('closeCode'))
    return (name) => `closed${it(name)}: ${words('closeCode')}`;
  if (entity === 'run' && after.has('endedAt'))
    return (name) => `ended the run${named(name)}: ${words('outcome')}`;
  if (entity === 'run' && after.has('startedAt')) return (name) => `started the run${named(name)}`;
  if (entity === 'conflict_record' && after.has('state')) {
    const decided = after.get('decidedBy') === undefined ? '' : `, decided by ${words('decidedBy')}`;
    return (name) => `marked${it(name)} as ${words('state')}${decided}`;
  }
  if (after.has('state')) {
    const from = valueInWords('state', before.get('state'), reader);
    return (name) => `moved${it(name)} from ${from} to ${words('state')}`;
  }
  if (after.has('onHold')) {
    const reason = after.get('holdReason');
    const why = typeof reason === 'string' && reason !== '' ? `: ${reason}` : '';
    return (name) =>
      after.get('onHold') === true ? `put${it(name)} on hold${why}` : `took${it(name)} off hold`;
  }
  if (entity === 'step' && after.has('ownerId')) {
    if (after.get('ownerId') === null) return (name) => `took the owner off step${named(name)}`;
    return (name) => `gave step${named(name)} to ${words('ownerId')}`;
  }
  const fields = [...after.keys()].filter((field) => !SILENT.has(field)).map(fieldInWords);
  if (fields.length === 0) return null;
  const listed = fields.length > 3 ? `${fields.length} fields` : joined(fields);
  return (name) => (name === null ? `changed ${listed}` : `changed ${listed} of ${name}`);
}

/** The reason a person gave; what Slipway wrote by itself only repeats the sentences. */
function whyOf(entry: TimelineEntry, things: readonly Thing[]): string {
  if (things.some(({ entity }) => TOLD.has(entity))) return '';
  return OWN_REASON.test(entry.reason) ? '' : entry.reason;
}

/** Their sentences hold the reason. */
const TOLD: ReadonlySet<string> = new Set(['step_event', 'note', 'run_event', 'gate_vote']);

const OWN_REASON =
  /^((Person|Service|Workspace|Step|Unplanned step|Run|Runbook|Window|Change|Release|Booking|Repository|Drafted|Train|CAB meetings?|Duty|Absence|Policies|Template)\b.*|Edited\b.*|Calendar imported|Exception (approved|declined)|Moved|Moved to .*|Closed: .*)$/;

/** What Slipway itself wrote has its times between braces, as epoch ms. */
function withTimes(sentence: string, reader: Reader): string {
  return sentence.replace(/\{(\d+)\}/g, (_, at) => reader.moment(Number(at)));
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
      return `${NOTE_VERBS[String(get('kind'))] ?? 'noted'}: ${typeof get('stepId') === 'string' ? thing.label : words('text')}`;
    case 'run_event':
      return `${RUN_VERBS[String(get('kind'))] ?? 'marked the run'}${withTimes(comment, reader)}`;
    case 'gate_vote':
      return `recorded ${String(get('vote'))} of ${words('personId')} at gate ${thing.label}${get('reason') === '' ? '' : `: ${words('reason')}`}`;
    case 'run':
      if (get('backsOutId') !== null && get('backsOutId') !== undefined) return `began the ${thing.label}`;
      return `attached ${get('kind') === 'live' ? 'a live run' : 'a rehearsal'}, ${thing.label}`;
    case 'slot':
      return `booked ${words('releaseId')} from ${words('start')} to ${words('end')}`;
    case 'window_rule':
      return `added the ${WINDOW_NOUNS[String(get('kind'))] ?? 'window'} ${thing.label}`;
    case 'person_time':
      return `recorded ${get('kind') === 'duty' ? 'duty' : 'absence'} of ${thing.label}: ${words('start')} to ${words('end')}`;
    case 'conflict_record':
      return `${get('kind') === 'acceptance' ? 'accepted' : 'asked for an exception from'} “${thing.label}” until ${reader.moment(Number(get('until')))}: ${words('reason')}`;
    case 'cab_meeting':
      return `called ${thing.label} for ${words('start')}`;
    case 'change': {
      const from = get('draftedFrom');
      return typeof from === 'string' && from !== ''
        ? `drafted ${thing.label} from ${from}`
        : `wrote change ${thing.label}`;
    }
    case 'release': {
      const to = get('rangeTo');
      if (typeof to === 'string' && to !== '')
        return `drafted release ${thing.label} from ${words('rangeFrom')}..${to}`;
      return `planned release ${thing.label}`;
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
    .filter((op) => !SILENT.has(op.field) && !isToldInSentence(thing, op.field))
    .map((op) => ({
      thing: thing.label,
      field: fieldInWords(op.field),
      before: valueInWords(op.field, op.before, reader),
      after: valueInWords(op.field, op.value, reader),
    }))
    .filter((line) => line.before !== line.after);
}

/** Fields whose before and after the sentence says already. */
function isToldInSentence({ entity }: Thing, field: string): boolean {
  if (['removedAt', 'state', 'onHold', 'holdReason', 'outcome', 'closeCode'].includes(field)) return true;
  return (
    (entity === 'run' && /^(started|ended)At$/.test(field)) || (entity === 'step' && field === 'ownerId')
  );
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

/** What others belong to is told first. */
function rankOf({ entity }: Thing): number {
  return entity === 'release' || entity === 'run' ? 0 : 1;
}

function sentence(thing: Thing, text: string): Sentence {
  return { text, entity: thing.entity, id: thing.id };
}
