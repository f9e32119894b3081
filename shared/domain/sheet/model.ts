import type { Block } from '../pack/blocks.ts';
import type { Fact, PackModel } from '../pack/model.ts';

/** What stands in the box of a step; `open` is an empty one. */
export type Tick = 'open' | 'running' | 'done' | 'workaround' | 'skipped' | 'failed' | 'undone';

/** One step as it is printed: every value is written out. Empty texts are left out of the page. */
export type SheetStep = {
  readonly number: string;
  readonly title: string;
  /** The title is of a script that runs from right to left. */
  readonly rtl: boolean;
  readonly tick: Tick;
  /** What was recorded: `Done 22:14 to 22:19, Ana Meier`. */
  readonly outcome: string;
  readonly start: string;
  readonly end: string;
  readonly owner: string;
  /** When it is planned, how long, after what: said in one line. */
  readonly plan: readonly string[];
  readonly instructions: readonly Block[];
  readonly notes: readonly Fact[];
  /** So much text that it may run over the end of a page. */
  readonly long: boolean;
};

export type SheetSection = {
  readonly title: string;
  readonly note: string;
  readonly steps: readonly SheetStep[];
};

/** A runbook to print and to tick by hand. */
export type SheetModel = Pick<PackModel, 'title' | 'author' | 'date'> & {
  readonly printedAt: number;
  readonly headline: string;
  readonly lead: string;
  /** At the head of every page, left and right. */
  readonly running: readonly [string, string];
  readonly facts: readonly Fact[];
  /** What is written in by hand; the page has a line for each. */
  readonly blanks: readonly string[];
  readonly people: readonly { readonly name: string; readonly phone: string; readonly steps: string }[];
  readonly sections: readonly SheetSection[];
  readonly foot: string;
  readonly hash: string;
};

/** All of a sheet but what its printing adds: the same runbook has the same hash, whenever it is printed. */
export type SheetBody = Omit<SheetModel, 'hash' | 'printedAt' | 'date'>;
