import type { ContractRouterClient } from '@orpc/contract';
import { accessContract } from './access.ts';
import { automationContract } from './automation.ts';
import { backupsContract } from './backups.ts';
import { cabContract } from './cab.ts';
import { calendarContract } from './calendar.ts';
import { catalogueContract } from './catalogue.ts';
import { changePoliciesContract } from './change-policies.ts';
import { changeTableContract } from './change-table.ts';
import { changeTemplatesContract } from './change-templates.ts';
import { changeVersionsContract } from './change-versions.ts';
import { changesContract } from './changes.ts';
import { conflictsContract } from './conflicts.ts';
import { evidenceContract } from './evidence.ts';
import { exchangeContract } from './exchange.ts';
import { liveContract } from './live.ts';
import { noticesContract } from './notices.ts';
import { oneChangeContract } from './one-change.ts';
import { packsContract } from './packs.ts';
import { peopleContract } from './people.ts';
import { planningContract } from './planning.ts';
import { preferencesContract } from './preferences.ts';
import { presenterContract } from './presenter.ts';
import { releasesContract } from './releases.ts';
import { repositoriesContract } from './repositories.ts';
import { runClockContract } from './run-clock.ts';
import { runbooksContract } from './runbooks.ts';
import { sampleContract } from './sample.ts';
import { searchContract } from './search.ts';
import { approvalsContract } from './standing.ts';
import { stepFailuresContract } from './step-failures.ts';
import { templatesContract } from './templates.ts';
import { timelineContract } from './timeline.ts';
import { todayContract } from './today.ts';
import { trainsContract } from './trains.ts';
import { warroomContract } from './warroom.ts';
import { workspaceContract } from './workspace.ts';

/** The one door between a page and the main process: every route, its input, output and declared errors. */
export const contract = {
  access: accessContract,
  approvals: approvalsContract,
  automation: automationContract,
  backups: backupsContract,
  cab: cabContract,
  calendar: calendarContract,
  catalogue: catalogueContract,
  changePolicies: changePoliciesContract,
  changeTemplates: changeTemplatesContract,
  changeVersions: changeVersionsContract,
  changes: changesContract,
  changeTable: changeTableContract,
  conflicts: conflictsContract,
  evidence: evidenceContract,
  exchange: exchangeContract,
  live: liveContract,
  notices: noticesContract,
  oneChange: oneChangeContract,
  packs: packsContract,
  people: peopleContract,
  planning: planningContract,
  preferences: preferencesContract,
  presenter: presenterContract,
  releases: releasesContract,
  repositories: repositoriesContract,
  runbooks: runbooksContract,
  runClock: runClockContract,
  sample: sampleContract,
  search: searchContract,
  templates: templatesContract,
  stepFailures: stepFailuresContract,
  timeline: timelineContract,
  today: todayContract,
  trains: trainsContract,
  warroom: warroomContract,
  workspace: workspaceContract,
};

export type Client = ContractRouterClient<typeof contract>;
