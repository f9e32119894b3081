import { AmendBar } from '#renderer/features/approvals/AmendBar.tsx';
import { ApprovalsSection } from '#renderer/features/approvals/ApprovalsSection.tsx';
import { RiskAnswers } from './RiskAnswers.tsx';
import { DocumentsSection } from './sections/DocumentsSection.tsx';
import { EvidenceSection } from './sections/EvidenceSection.tsx';
import { LinksSection } from './sections/LinksSection.tsx';
import { NotesSection } from './sections/NotesSection.tsx';
import { PeopleSection } from './sections/PeopleSection.tsx';
import { ScheduleSection } from './sections/ScheduleSection.tsx';
import { StepsSection } from './sections/StepsSection.tsx';
import { WhatSection } from './sections/WhatSection.tsx';
import css from './ticket.module.css';

/** Every field of the ticket, section by section, in the order of `sections.ts`. */
export function ChangeForm() {
  return (
    <div className={css.form}>
      <AmendBar />
      <WhatSection />
      <StepsSection />
      <RiskAnswers />
      <EvidenceSection />
      <ScheduleSection />
      <PeopleSection />
      <ApprovalsSection />
      <LinksSection />
      <DocumentsSection />
      <NotesSection />
    </div>
  );
}
