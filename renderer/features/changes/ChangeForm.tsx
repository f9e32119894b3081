import { useForm } from './form.ts';

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
  const { shown } = useForm();
  return (
    <div className={css.form}>
      {shown.state !== 'New' && <FixedNote />}
      <WhatSection />
      <StepsSection />
      <RiskAnswers />
      <EvidenceSection />
      <ScheduleSection />
      <PeopleSection />
      <LinksSection />
      <DocumentsSection />
      <NotesSection />
    </div>
  );
}

/** Says once why most fields are fixed. */
function FixedNote() {
  const { shown } = useForm();
  const closed = shown.state === 'Closed' || shown.state === 'Cancelled';
  return (
    <p className={css.fixedNote}>
      {closed
        ? `This change is ${shown.state}. Only its notes can still be written.`
        : 'Description, services, environments, steps, schedule and outage are read-only from Assess on, because votes are given on them. The time moves on the calendar, with a reason; the other fields stay open.'}
    </p>
  );
}
