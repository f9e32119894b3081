import type { PackModel } from '#shared/domain/pack/model.ts';

export const agendaHead = ['', 'Reference', 'What changes', 'Type', 'Risk', 'Planned', 'Minutes'];

/** Cells of the agenda on the cover, row by row, in the order of {@link agendaHead}. */
export function agendaCells({ agenda }: PackModel): string[][] {
  return agenda.map((one) => [
    one.number,
    one.ref,
    `${one.title}${one.late ? ' (late)' : ''}`,
    one.type,
    one.risk,
    one.planned,
    one.minutes,
  ]);
}
