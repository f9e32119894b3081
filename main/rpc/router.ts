import { implement } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';
import { access } from './access.ts';
import { approvals } from './approvals.ts';
import { automation } from './automation.ts';
import { backups } from './backups.ts';
import { cab } from './cab.ts';
import { calendar } from './calendar.ts';
import { catalogue } from './catalogue.ts';
import { changePolicies } from './change-policies.ts';
import { changeTable } from './change-table.ts';
import { changeTemplates } from './change-templates.ts';
import { changeVersions } from './change-versions.ts';
import { changes } from './changes.ts';
import { conflicts } from './conflicts.ts';
import type { Context } from './context.ts';
import { evidence } from './evidence.ts';
import { exchange } from './exchange.ts';
import { live } from './live.ts';
import { notices } from './notices.ts';
import { oneChange } from './one-change.ts';
import { packs } from './packs.ts';
import { people } from './people.ts';
import { planning } from './planning.ts';
import { preferences } from './preferences.ts';
import { presenter } from './presenter.ts';
import { releases } from './releases.ts';
import { repositories } from './repositories.ts';
import { runClock } from './run-clock.ts';
import { runbooks } from './runbooks.ts';
import { sample } from './sample.ts';
import { search } from './search.ts';
import { stepFailures } from './step-failures.ts';
import { templates } from './templates.ts';
import { timeline } from './timeline.ts';
import { today } from './today.ts';
import { trains } from './trains.ts';
import { warroom } from './warroom.ts';
import { workspace } from './workspace.ts';

/** The whole contract, implemented: a route that is missing or not in the contract does not compile. */
export const router = implement(contract).$context<Context>().router({
  access,
  approvals,
  automation,
  backups,
  cab,
  calendar,
  catalogue,
  changePolicies,
  changeTemplates,
  changeVersions,
  changes,
  changeTable,
  conflicts,
  evidence,
  exchange,
  live,
  notices,
  oneChange,
  packs,
  people,
  planning,
  preferences,
  presenter,
  releases,
  repositories,
  runbooks,
  runClock,
  sample,
  search,
  templates,
  stepFailures,
  timeline,
  today,
  trains,
  warroom,
  workspace,
});
