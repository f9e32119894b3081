import { stringify } from 'csv-stringify/sync';
import type { Environment } from '#shared/contract/catalogue.ts';
import type { Change } from '#shared/contract/changes.ts';
import type { CsvField } from '#shared/contract/exchange.ts';
import { neutralised } from '#shared/domain/csv/cells.ts';
import { csvFields, exportHeadings } from '#shared/domain/csv/fields.ts';
import { type KnownPerson, type KnownService, writePerson } from '#shared/domain/csv/names.ts';
import { writeSteps } from '#shared/domain/csv/steps.ts';
import { writeTime } from '#shared/domain/csv/ticket.ts';
import type { PersonId } from '#shared/domain/ids.ts';

export type NamesOut = {
  readonly people: readonly KnownPerson[];
  readonly services: readonly KnownService[];
  readonly environments: readonly Environment[];
};

/** The byte order mark by which spreadsheets know UTF-8, and the headings. */
export function csvHeading(): string {
  return `\uFEFF${lines([csvFields.map((field) => exportHeadings[field])])}`;
}

/** Changes as lines of a table (RFC 4180), formulas neutralised. */
export function csvLines(changes: readonly Change[], names: NamesOut): string {
  return lines(
    changes.map((change) => {
      const cells = cellsOf(change, names);
      return csvFields.map((field) => neutralised(cells[field]));
    }),
  );
}

function lines(rows: readonly (readonly string[])[]): string {
  // A lone CR parts rows for some readers, so it is quoted like the rest.
  return stringify(rows as string[][], { record_delimiter: 'windows', quoted_match: /[\r\n",;']|^\s|\s$/ });
}

function cellsOf(change: Change, { people, services, environments }: NamesOut): Record<CsvField, string> {
  const person = (id: PersonId | null) => {
    const found = people.find((one) => one.id === id);
    return found ? writePerson(found, people) : '';
  };
  const named = (ids: readonly string[], all: readonly { readonly id: string; readonly name: string }[]) =>
    ids.flatMap((id) => all.find((one) => one.id === id)?.name ?? []).join('; ');
  return {
    externalRef: change.externalRef || change.ref,
    title: change.title,
    type: change.type,
    category: change.category,
    state: change.state,
    services: named(change.serviceIds, services),
    environments: named(change.environmentIds, environments),
    risk: change.riskLevel,
    plannedStart: change.plannedStart === null ? '' : writeTime(change.plannedStart),
    plannedEnd: change.plannedEnd === null ? '' : writeTime(change.plannedEnd),
    actualStart: change.actualStartAt === null ? '' : new Date(change.actualStartAt).toISOString(),
    actualEnd: change.actualEndAt === null ? '' : new Date(change.actualEndAt).toISOString(),
    assignee: person(change.assigneeId),
    validator: person(change.validatorId),
    requester: person(change.requesterId),
    closeCode: change.closeCode ?? '',
    description: change.description,
    justification: change.justification,
    impact: change.impact,
    deploymentSteps: writeSteps(change.deploymentSteps),
    backOutSteps: writeSteps(change.backOutSteps),
    validationSteps: writeSteps(change.validationSteps),
    workItems: change.workItems.join('; '),
    notes: change.notes,
  };
}
