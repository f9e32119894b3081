import type { RunEvent, StepEventKind } from '#shared/contract/run-records.ts';
import type { Run, StepState } from '#shared/contract/runbooks.ts';
import type { StepAutomation } from '#shared/contract/steps.ts';
import type { Note } from '#shared/contract/warroom.ts';

/** What a button says that records this event. */
export const eventVerb: Readonly<Record<StepEventKind, string>> = {
  start: 'Start',
  finish: 'Finish',
  workaround: 'Done with workaround',
  skip: 'Skip',
  fail: 'Fail',
  clear: 'Take back',
  undo: 'Back out',
};

/** What the log says happened to the step. */
export const eventPast: Readonly<Record<StepEventKind, string>> = {
  start: 'started',
  finish: 'done',
  workaround: 'done with workaround',
  skip: 'skipped',
  fail: 'failed',
  clear: 'taken back',
  undo: 'undone',
};

/** Key of each event on the runner. */
export const eventKey: Readonly<Record<StepEventKind, string>> = {
  start: 'Space',
  finish: 'Space',
  workaround: 'w',
  skip: 's',
  fail: 'f',
  clear: 'c',
  undo: '',
};

/** The word that stands beside the glyph of a state. */
export const stateWord: Readonly<Record<StepState, string>> = {
  pending: 'Planned',
  ready: 'Ready',
  'in progress': 'Running',
  done: 'Done',
  'done with workaround': 'Workaround',
  skipped: 'Skipped',
  failed: 'Failed',
  blocked: 'Blocked',
  undone: 'Undone',
};

/** What the log puts before the text of a note. */
export const noteWord: Readonly<Record<Note['kind'], string>> = {
  note: '',
  issue: 'Issue: ',
  decision: 'Decision: ',
  'issue closed': 'Issue closed: ',
  role: '',
  sitrep: 'Sitrep: ',
  'roll-call': '',
  'alerts silenced': '',
  'alerts back': '',
  communication: 'Planned communication: ',
  'communication sent': 'Communication sent: ',
  bridge: 'Bridge: ',
  pinned: 'Pinned: ',
  unpinned: 'No longer pinned: ',
};

/** What kind of run it is, in the words of a line. */
export function runKind({
  kind,
  backsOutId,
  changeId,
}: Pick<Run, 'kind' | 'backsOutId' | 'changeId'>): string {
  if (changeId !== null) return `${kind === 'live' ? '' : 'rehearsed '}back-out of one change`;
  if (backsOutId !== null) return kind === 'live' ? 'back-out' : 'rehearsed back-out';
  return kind === 'live' ? 'live run' : 'rehearsal';
}

/** What the log says happened to the run. */
export const momentPast: Readonly<Record<RunEvent['kind'], string>> = {
  suspend: 'Run suspended',
  resume: 'Run resumed',
  extend: 'Window extended',
  'back out': 'Back-out decided',
  'hand over': 'Steps handed over',
  'take out': 'Change taken out of the run',
  clock: 'Clock jumped',
  'clock answered': 'Times after the jump',
  'take over': 'Run taken over',
};

/** What a voter of a gate said; `open` until they do. */
export const voteWord = { go: 'Go', 'no-go': 'No-go', open: 'Open' } as const;
export const voteGlyph = { go: 'done', 'no-go': 'failed', open: 'planned' } as const;

/** What the owner column says when nobody is named. */
export const nobody = 'No owner';

/** What carries a step out, in a few words. */
export function automationWord(automation: StepAutomation): string {
  return automation.kind === 'command'
    ? `command “${automation.command}”`
    : `checks ${automation.url} for ${automation.status}`;
}
