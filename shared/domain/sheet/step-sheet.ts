import type { Step } from '#shared/contract/runbooks.ts';
import { blocksOf } from '../pack/blocks.ts';
import type { Fact } from '../pack/model.ts';
import { cut, printable, runsRightToLeft } from '../pack/printable.ts';
import { undoMinutesOf } from '../runs/forecast.ts';
import { minutesText } from '../wording.ts';
import type { SheetStep } from './model.ts';

/** What a step of a run and one of a runbook have in common on paper. */
export type PrintedStep = Pick<
  Step,
  | 'title'
  | 'kind'
  | 'instructions'
  | 'plannedMinutes'
  | 'undo'
  | 'undoMinutes'
  | 'undoTitle'
  | 'evidence'
  | 'onFailure'
  | 'automation'
>;

type Around = Pick<SheetStep, 'number' | 'tick' | 'outcome' | 'start' | 'end' | 'owner'> & {
  /** When it is planned to start. */
  readonly planned: string;
  readonly after: readonly number[];
  /** Names of who says go or no-go. */
  readonly voters?: readonly string[];
};

/** More characters than this may break over the end of a page; a step below stands whole. */
const LONG = 1800;

/** Writes a step out. */
export function sheetStep(step: PrintedStep, around: Around): SheetStep {
  const { planned, after, voters = [], ...rest } = around;
  const title = printable(step.title);
  return {
    ...rest,
    title,
    rtl: runsRightToLeft(title),
    plan: [
      ...(planned === '' ? [] : [planned]),
      minutesText(step.plannedMinutes),
      ...(after.length === 0 ? [] : [`after ${after.join(', ')}`]),
      ...(step.kind === 'manual' ? [] : [step.kind]),
    ],
    instructions: blocksOf(cut(step.instructions)),
    notes: [
      ...(step.automation ? [fact('Runs', runsWords(step.automation))] : []),
      ...(voters.length > 0 ? [fact('Go or no-go', voters.join(', '))] : []),
      fact('Undo', undoWords(step)),
      ...(step.evidence === '' ? [] : [fact('Evidence', step.evidence)]),
      ...(step.onFailure === '' ? [] : [fact('If it fails', step.onFailure)]),
    ],
    long: step.title.length + step.instructions.length + step.onFailure.length > LONG,
  };
}

/** `none needed`, `irreversible`, or what is done and how long it takes. */
export function undoWords(step: Pick<Step, 'undo' | 'undoMinutes' | 'undoTitle' | 'plannedMinutes'>): string {
  switch (step.undo) {
    case 'none needed':
      return 'none needed';
    case 'irreversible':
      return 'irreversible';
    case 'steps': {
      const { minutes, estimated } = undoMinutesOf(step);
      const what = step.undoTitle === '' ? '' : `${step.undoTitle}, `;
      return `${what}${minutesText(minutes)}${estimated ? ' (no estimate, forward time used)' : ''}`;
    }
  }
}

function fact(label: string, value: string): Fact {
  return { label, value: printable(cut(value).text) };
}

function runsWords(automation: NonNullable<Step['automation']>): string {
  return automation.kind === 'command'
    ? `command “${automation.command}”`
    : `checks ${automation.url} for ${automation.status}`;
}
