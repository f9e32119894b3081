import { Link } from '@tanstack/react-router';
import { SettingsPage } from '../SettingsPage.tsx';
import { CoachSection } from './CoachSection.tsx';
import { CriteriaSection } from './CriteriaSection.tsx';
import { CustomFieldsSection } from './CustomFieldsSection.tsx';
import { FlowsSection } from './FlowsSection.tsx';
import { LinkPatternsSection } from './LinkPatternsSection.tsx';
import { NeedsSection } from './NeedsSection.tsx';
import { PromptsSection } from './PromptsSection.tsx';
import { RiskSection } from './RiskSection.tsx';
import { RulesSection } from './RulesSection.tsx';

const SECTIONS = [
  { id: 'flows', name: 'Approval flows', Part: FlowsSection },
  { id: 'rules', name: 'Approval rules', Part: RulesSection },
  { id: 'needs', name: 'Needs of each move', Part: NeedsSection },
  { id: 'risk', name: 'Risk', Part: RiskSection },
  { id: 'coach', name: 'Coach', Part: CoachSection },
  { id: 'criteria', name: 'Release criteria', Part: CriteriaSection },
  { id: 'prompts', name: 'Prompts', Part: PromptsSection },
  { id: 'links', name: 'Links of work items', Part: LinkPatternsSection },
  { id: 'fields', name: 'Custom fields', Part: CustomFieldsSection },
] as const;

/** How this workspace handles its changes: every policy, each with its built-in value. */
export function ChangesSettingsScreen() {
  return (
    <SettingsPage
      title="Settings of changes"
      path="/settings/changes"
      sections={SECTIONS}
      back={<Link to="/settings">All settings</Link>}
    />
  );
}
