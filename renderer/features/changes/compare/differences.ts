import { diffArrays, diffWordsWithSpace, type Change as Piece } from 'diff';
import { fieldInWords, type Reader, valueInWords } from '#renderer/features/timeline/values.ts';
import type { Change, ChangeFields, TicketStep } from '#shared/contract/changes.ts';
import { changeFieldNames } from '#shared/domain/changes/changes.ts';
import { capital, minutesText } from '#shared/domain/wording.ts';
import { fieldNames } from '../fieldNames.ts';

/** A stretch of text, and whether only this side has it. */
export type Part = { readonly text: string; readonly own: boolean };
export type Side = { readonly list: boolean; readonly parts: readonly Part[] };
export type Difference = {
  readonly field: string;
  readonly label: string;
  readonly changed: boolean;
  readonly left: Side;
  readonly right: Side;
};

/** What else of a ticket is compared: it is not typed, but a reader wants to know. */
const further = [
  'state',
  'onHold',
  'holdReason',
  'riskScore',
  'riskLevel',
  'changeAuthority',
  'closeCode',
] as const;
const shownFields: readonly (keyof Change)[] = [...changeFieldNames, ...further, 'commits'];
/** A word diff of long texts without a common word takes its time; past this the whole text counts as other. */
const MOST_MS = 300;

/** Two versions of a ticket field by field: prose word by word, lists entry by entry, names for ids. */
export function differencesOf(left: Change, right: Change, reader: Reader): readonly Difference[] {
  return shownFields.map((field) => {
    const [before, after] = [left[field], right[field]];
    const changed = JSON.stringify(before) !== JSON.stringify(after);
    const label =
      field in fieldNames ? fieldNames[field as keyof ChangeFields] : capital(fieldInWords(field));
    return { field, label, changed, ...compared(field, before, after, reader) };
  });
}

/** Both sides of one field. */
export function compared(
  field: string,
  before: unknown,
  after: unknown,
  reader: Reader,
): { readonly left: Side; readonly right: Side } {
  if (Array.isArray(before) || Array.isArray(after)) {
    const [old, young] = [listed(field, before, reader), listed(field, after, reader)];
    const pieces = diffArrays(old, young, { timeout: MOST_MS });
    const parts = (own: 'removed' | 'added', other: 'removed' | 'added', whole: readonly string[]) =>
      pieces?.flatMap((piece) =>
        piece[other] ? [] : piece.value.map((text) => ({ text, own: piece[own] })),
      ) ?? whole.map((text) => ({ text, own: true }));
    return {
      left: { list: true, parts: parts('removed', 'added', old) },
      right: { list: true, parts: parts('added', 'removed', young) },
    };
  }
  const [old, young] = [inWords(field, before, reader), inWords(field, after, reader)];
  const pieces: readonly Piece[] | undefined = diffWordsWithSpace(old, young, { timeout: MOST_MS });
  const parts = (own: 'removed' | 'added', other: 'removed' | 'added', whole: string) =>
    pieces?.filter((piece) => !piece[other]).map((piece) => ({ text: piece.value, own: piece[own] })) ?? [
      { text: whole, own: true },
    ];
  return {
    left: { list: false, parts: parts('removed', 'added', old) },
    right: { list: false, parts: parts('added', 'removed', young) },
  };
}

/** Whole prose stays whole; the timeline's words cut it to a line. */
function inWords(field: string, value: unknown, reader: Reader): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'string' && !/Ids?$/.test(field)) return value;
  return typeof value === 'object' && Object.keys(value).length === 0
    ? ''
    : valueInWords(field, value, reader);
}

function listed(field: string, value: unknown, reader: Reader): string[] {
  if (!Array.isArray(value)) return [];
  return value.map((one: unknown) => {
    if (!/Steps$/.test(field))
      return typeof one === 'string' ? (reader.nameOf(one) ?? one) : valueInWords(field, one, reader);
    const { title, minutes } = one as TicketStep;
    return minutes === null ? title : `${title} (${minutesText(minutes)})`;
  });
}
