// The vocabulary of the timeline: nouns of the log's things and verbs of what is done in a run.

/** What a thing is called, one of it. */
export function nounOf(entity: string): string {
  return NOUNS[entity]?.[0] ?? entity.replaceAll('_', ' ');
}

/** What a thing is called, several of it. */
export function pluralOf(entity: string): string {
  return NOUNS[entity]?.[1] ?? `${entity.replaceAll('_', ' ')} rows`;
}

/** "a, b and c". */
export function joined(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export const STEP_VERBS: Readonly<Record<string, string>> = {
  start: 'started',
  finish: 'finished',
  workaround: 'finished with a workaround',
  skip: 'skipped',
  fail: 'reported as failed',
  clear: 'took back the last entry on',
  undo: 'backed out',
};

export const NOTE_VERBS: Readonly<Record<string, string>> = {
  note: 'noted',
  issue: 'raised an issue',
  decision: 'recorded a decision',
  'issue closed': 'closed an issue',
  'roll-call': 'called the roll',
  'alerts silenced': 'silenced the alerts',
  'alerts back': 'switched the alerts on again',
  communication: 'planned a communication',
  'communication sent': 'sent a communication',
  bridge: 'named the bridge',
  pinned: 'pinned',
  unpinned: 'took off the wall',
  role: 'handed over a role',
  sitrep: 'sent a sitrep',
};

export const RUN_VERBS: Readonly<Record<string, string>> = {
  suspend: 'suspended the run',
  resume: 'resumed the run',
  extend: 'extended the window of the run',
  'back out': 'decided to back out',
  'hand over': 'handed steps over',
  'take out': 'took a change out of the run',
  clock: 'noted that the clock jumped',
  'clock answered': 'answered for the times of the run',
  'take over': 'took the run over',
};

export const WINDOW_NOUNS: Readonly<Record<string, string>> = {
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
  run_event: ['entry on the run', 'entries on the run'],
  gate_vote: ['vote at a gate', 'votes at gates'],
  template: ['runbook', 'runbooks'],
  template_step: ['runbook step', 'runbook steps'],
  person: ['person', 'people'],
  team: ['team', 'teams'],
  service: ['service', 'services'],
  environment: ['environment', 'environments'],
  repository: ['repository', 'repositories'],
  workspace: ['workspace', 'workspaces'],
  train: ['release train', 'release trains'],
  change_template: ['template', 'templates'],
  cab_meeting: ['CAB meeting', 'CAB meetings'],
  person_time: ['duty or absence', 'duties and absences'],
  conflict_record: ['decision on a conflict', 'decisions on conflicts'],
};
