import type { RiskLevel } from '#shared/contract/changes.ts';
import type { Block } from './blocks.ts';

/** How a line of evidence or an approval stands; each format shows its sign and its word. */
export type Mark = 'done' | 'attention' | 'failed' | 'open' | 'none';

export type Line = {
  readonly mark: Mark;
  readonly text: string;
  /** Stands at the right; empty where there is none. */
  readonly value: string;
  /** A second line in smaller type; empty where there is none. */
  readonly note: string;
};

export type StepLine = { readonly text: string; readonly value: string };

export type Section =
  | { readonly kind: 'prose'; readonly title: string; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'steps';
      readonly title: string;
      readonly steps: readonly StepLine[];
      /** Says why there are none; empty when there are. */
      readonly none: string;
    };

export type Fact = { readonly label: string; readonly value: string };

/** Places along a strip or chart are fractions of its width. */
export type Place = { readonly from: number; readonly to: number };

export type Strip = {
  readonly window: Place;
  readonly protection: Place | null;
  readonly opens: { readonly time: string; readonly text: string };
  readonly ends: { readonly time: string; readonly text: string };
  readonly protectionEnds: string;
  readonly bars: readonly (Place & { readonly kind: 'work' | 'check'; readonly label: string })[];
  readonly deadline: { readonly at: number; readonly lead: string; readonly text: string } | null;
  /** What the drawing cannot show. */
  readonly note: string;
};

export type ChangePage = {
  readonly number: string;
  readonly ref: string;
  readonly aboard: string;
  readonly title: string;
  readonly rtl: boolean;
  readonly standfirst: string;
  /** Its words would not fit on one sheet in the size of the design: a smaller one saves most of them the second. */
  readonly dense: boolean;
  readonly risk: { readonly level: RiskLevel; readonly word: string; readonly score: string };
  readonly facts: readonly Fact[];
  readonly sections: readonly Section[];
  readonly sum: {
    readonly lines: readonly { readonly what: string; readonly points: string }[];
    readonly total: { readonly what: string; readonly points: string };
    readonly note: string;
  };
  readonly evidence: readonly Line[];
  readonly evidenceText: readonly Block[];
  readonly approvals: readonly Line[];
  readonly conflicts: readonly Line[];
  readonly particulars: readonly Fact[];
  readonly strip: Strip | null;
  readonly stripNote: string;
  readonly hash: string;
};

export type AgendaRow = {
  readonly number: string;
  readonly ref: string;
  readonly title: string;
  readonly type: string;
  readonly risk: string;
  readonly planned: string;
  readonly minutes: string;
  readonly late: boolean;
};

export type Table = {
  readonly kind: 'table';
  readonly title: string;
  readonly head: readonly string[];
  /** Columns whose figures stand at the right. */
  readonly right: readonly number[];
  /** Columns set as references are. */
  readonly mono: readonly number[];
  readonly rows: readonly (readonly string[])[];
  /** Said below, or instead of a table without rows. */
  readonly note: string;
};

/** The period as a chart: one row for each change, time from left to right. */
export type Chart = {
  readonly kind: 'chart';
  readonly title: string;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  readonly bands: readonly (Place & { readonly kind: 'allow' | 'deny' | 'inform' })[];
  readonly rows: readonly {
    readonly ref: string;
    readonly title: string;
    readonly bar: Place | null;
    readonly conflict: boolean;
    readonly when: string;
  }[];
  readonly note: string;
};

/** A chapter after the changes: the period, the services, what changed since, figures. */
export type Annex = { readonly title: string; readonly parts: readonly (Table | Chart)[] };

/** A pack as it is printed: all words are written, all times are in its zone. Every format is made from this alone. */
export type PackModel = {
  readonly title: string;
  readonly author: string;
  readonly date: {
    readonly year: number;
    readonly month: number;
    readonly day: number;
    readonly hour: number;
    readonly minute: number;
    readonly second: number;
  };
  readonly frozenAt: number;
  readonly board: string;
  readonly frozen: string;
  readonly headline: readonly string[];
  readonly lead: string;
  readonly running: string;
  readonly short: string;
  readonly hash: string;
  readonly hashShort: string;
  readonly hashStart: string;
  readonly agenda: readonly AgendaRow[];
  /** Said below the agenda: late items, the head of the record. */
  readonly agendaNotes: readonly string[];
  readonly pages: readonly ChangePage[];
  readonly annexes: readonly Annex[];
};
