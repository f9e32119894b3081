import type { Change, ChangeFields, TicketStep } from '#shared/contract/changes.ts';
import { changeFieldNames } from '#shared/domain/changes/changes.ts';
import type { Clock } from '#shared/domain/pack/dates.ts';
import { cut, LONGEST_LINE } from '#shared/domain/pack/printable.ts';
import type { FrozenField } from '#shared/domain/pack/snapshot.ts';
import { minutesWords } from '#shared/domain/pack/words.ts';
import { canonical, sha256 } from '../chain.ts';

/** Names of the things a ticket refers to by id. */
export type Names = {
  readonly person: (id: string | null) => string;
  readonly service: (id: string) => string;
  readonly environment: (id: string) => string;
  readonly release: (id: string | null) => string;
};

/** Grows while a ticket goes its way and is no part of what was decided on. */
const NOT_COMPARED: readonly (keyof ChangeFields)[] = ['notes', 'criteria'];
/** Characters of a value that are kept to be shown beside the later one. */
const SHOWN = 4 * LONGEST_LINE;

/** Fields of a ticket in words, each with the hash of its value: what was approved, to be compared with later. */
export function frozenFields(change: Change, names: Names, clock: Clock): FrozenField[] {
  return changeFieldNames
    .filter((field) => !NOT_COMPARED.includes(field))
    .map((field) => ({
      field,
      value: cut(inWords(change, field, names, clock), SHOWN),
      hash: sha256(canonical(change[field])).slice(0, 32),
    }));
}

function inWords(change: Change, field: keyof ChangeFields, names: Names, clock: Clock): string {
  switch (field) {
    case 'serviceIds':
      return change.serviceIds.map(names.service).join(', ');
    case 'environmentIds':
      return change.environmentIds.map(names.environment).join(', ');
    case 'assigneeId':
    case 'validatorId':
    case 'requesterId':
      return names.person(change[field]);
    case 'releaseId':
      return names.release(change.releaseId);
    case 'deploymentSteps':
    case 'backOutSteps':
    case 'validationSteps':
      return change[field].map(stepWords).join('\n');
    case 'plannedStart':
    case 'plannedEnd':
      return change[field] === null ? '' : clock.weekDayTime(change[field].at);
    case 'plannedOutageMinutes':
      return minutesWords(change.plannedOutageMinutes);
    case 'build':
      return change.build === null
        ? ''
        : [change.build.version, change.build.digest].filter(Boolean).join(' ');
    case 'attachments':
      return change.attachments.map(({ title, url }) => `${title} ${url}`.trim()).join('\n');
    default: {
      const value = change[field];
      if (value === null) return '';
      if (typeof value === 'string') return value;
      if (Array.isArray(value)) return value.join(', ');
      return Object.entries(value)
        .map(([key, one]) => `${key}: ${String(one)}`)
        .join('\n');
    }
  }
}

function stepWords({ title, minutes }: TicketStep, i: number): string {
  return `${i + 1} ${title}${minutes === null ? '' : ` (${minutesWords(minutes)})`}`;
}
