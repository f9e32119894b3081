import { TagsInput } from '@mantine/core';
import { useState } from 'react';
import { formatCount } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import type { Change } from '#shared/contract/changes.ts';
import { FieldRow } from './FieldRow.tsx';
import css from './fields.module.css';
import { useField } from './form.ts';

/** Work items by their name in the tracker. */
export function WorkItems() {
  const { value, readOnly, set, onFocus, onBlur } = useField('workItems');
  const id = 'input-workItems';
  return (
    <FieldRow field="workItems" label="Work items" htmlFor={id}>
      <TagsInput
        id={id}
        placeholder={value.length === 0 ? 'Such as PAY-123 or #45, then Enter' : ''}
        readOnly={readOnly}
        maxTags={2000}
        value={value}
        splitChars={[',', ' ', ';', '\n']}
        onChange={(items) => set(items.map((item) => item.trim().slice(0, 200)).filter(Boolean))}
        onFocus={onFocus}
        onBlur={onBlur}
      />
    </FieldRow>
  );
}

const FEW = 12;

/** The commits a ticket was drafted from. */
export function CommitList({ commits }: { readonly commits: Change['commits'] }) {
  const [whole, setWhole] = useState(false);
  if (commits.length === 0) return null;
  const shown = whole ? commits : commits.slice(0, FEW);
  return (
    <div className={css.field}>
      <div className={css.label}>
        Commits <span>{formatCount(commits.length, 'commit')}</span>
      </div>
      <div className={css.control}>
        <ul className={css.commits}>
          {shown.map((commit) => (
            <li key={commit.sha} className={css.commit}>
              <span className="mono t2">{commit.sha.slice(0, 8)}</span>
              <span dir="auto" className="cut" title={commit.subject}>
                {commit.subject}
              </span>
              <span dir="auto" className="t2 cut">
                {commit.author}
              </span>
            </li>
          ))}
        </ul>
        {commits.length > FEW && (
          <Button variant="quiet" size="small" onClick={() => setWhole(!whole)}>
            {whole ? 'Show fewer' : `Show all ${commits.length}`}
          </Button>
        )}
      </div>
      <div />
    </div>
  );
}
