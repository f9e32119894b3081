import { useEffect, useState } from 'react';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { Change } from '#shared/contract/changes.ts';
import { progressOf, type SectionId, sections } from './sections.ts';
import css from './ticket.module.css';

const glyphs = { empty: 'planned', begun: 'ready', complete: 'done' } as const;

/** The sections of the form with how far each is; leads to its first field. */
export function SectionNav({ change }: { readonly change: Change }) {
  const [inView, setInView] = useState<SectionId>('what');
  useEffect(() => {
    const seen = new Map<string, boolean>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) seen.set(entry.target.id, entry.isIntersecting);
        const top = sections.find(({ id }) => seen.get(`section-${id}`));
        if (top) setInView(top.id);
      },
      { rootMargin: '-200px 0px -50% 0px' },
    );
    for (const { id } of sections) {
      const target = document.getElementById(`section-${id}`);
      if (target) observer.observe(target);
    }
    return () => observer.disconnect();
  }, []);
  return (
    <nav className={css.nav} aria-label="Sections of the change">
      {sections.map((section) => {
        const progress = progressOf(section, change);
        return (
          <button
            key={section.id}
            type="button"
            aria-current={section.id === inView ? 'true' : undefined}
            onClick={() => goTo(section.id)}
          >
            <StateGlyph state={glyphs[progress]} size={12} label={progress} />
            {section.name}
          </button>
        );
      })}
    </nav>
  );
}

function goTo(id: SectionId): void {
  const section = document.getElementById(`section-${id}`);
  section?.scrollIntoView({ block: 'start' });
  section?.querySelector<HTMLElement>('textarea, input, button')?.focus({ preventScroll: true });
}
