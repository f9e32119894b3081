import { LocalApiSection } from '#renderer/features/access/LocalApiSection.tsx';
import { CommandsSection } from '#renderer/features/automation/CommandsSection.tsx';
import { BackupsSection } from '#renderer/features/backups/BackupsSection.tsx';
import { CatalogueSection } from '#renderer/features/catalogue/CatalogueSection.tsx';
import { NoticesSection } from '#renderer/features/notices/NoticesSection.tsx';
import { PeopleSection } from '#renderer/features/people/PeopleSection.tsx';
import { AppearanceSection } from '#renderer/features/preferences/AppearanceSection.tsx';
import { ChangesSection } from './ChangesSection.tsx';
import { PlanningSection } from './PlanningSection.tsx';
import { RecordSection } from './RecordSection.tsx';
import { RepositoriesSection } from './RepositoriesSection.tsx';
import { SettingsPage } from './SettingsPage.tsx';
import { WorkspaceSection } from './WorkspaceSection.tsx';

const SECTIONS = [
  { id: 'workspace', name: 'Workspace', Part: WorkspaceSection },
  { id: 'planning', name: 'Planning rules', Part: PlanningSection },
  { id: 'changes', name: 'Changes', Part: ChangesSection },
  { id: 'people', name: 'People and teams', Part: PeopleSection },
  { id: 'services', name: 'Services and environments', Part: CatalogueSection },
  { id: 'repositories', name: 'Repositories', Part: RepositoriesSection },
  { id: 'commands', name: 'Commands', Part: CommandsSection },
  { id: 'appearance', name: 'Appearance', Part: AppearanceSection },
  { id: 'notices', name: 'Tell me', Part: NoticesSection },
  { id: 'backups', name: 'Backups', Part: BackupsSection },
  { id: 'record', name: 'Record', Part: RecordSection },
  { id: 'local-api', name: 'Local API', Part: LocalApiSection },
] as const;

/** Everything that is set once: one page, sections beside a list of them. */
export function SettingsScreen() {
  return <SettingsPage title="Settings" path="/settings" sections={SECTIONS} />;
}
