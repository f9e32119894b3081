import { TagsInput } from '@mantine/core';
import { useState } from 'react';
import { formatCount } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import type { Change } from '#shared/contract/changes.ts';
import { workItemAddress } from '#shared/domain/drafts/work-items.ts';
import { FieldRow } from './FieldRow.tsx';
import { fieldNames } from './fieldNames.ts';
import css from './fields.module.css';
import { useField } from './form.ts';
import links from './links.module.css';
import { OutsideLink } from './OutsideLink.tsx';
import { useChangePolicies } from './usePolicies.ts';

/** Work items by their name in the tracker, and pull requests; those with an address lead there. */
export function ItemsField(props: {
  readonly field: 'workItems' | 'pullRequests';
  readonly placeholder: string;
}) {
  const { field } = props;
  const { linkPatterns } = useChangePolicies();
  const { value, readOnly, set, onFocus, onBlur } = useField(field);
  const id = `input-${field}`;
  const linked = [...new Set(value)].flatMap((item) => {
    const href = workItemAddress(item, linkPatterns);
    return href ? [{ item, href }] : [];
  });
  const [whole, setWhole] = useState(false);
  return (
    <FieldRow field={field} label={fieldNames[field]} htmlFor={id}>
      <TagsInput
        id={id}
        placeholder={value.length === 0 ? props.placeholder : ''}
        readOnly={readOnly}
        maxTags={2000}
        value={value}
        splitChars={[',', ' ', ';', '\n']}
        onChange={(items) => set(items.map((item) => item.trim().slice(0, longest[field])).filter(Boolean))}
        onFocus={onFocus}
        onBlur={onBlur}
      />
      {linked.length > 0 && (
        <ul className={links.chips} aria-label={`Open ${fieldNames[field].toLowerCase()}`}>
          {linked.slice(0, whole ? undefined : FEW).map(({ item, href }) => (
            <li key={item}>
              <OutsideLink href={href}>{shortened(item)}</OutsideLink>
            </li>
          ))}
        </ul>
      )}
      {linked.length > FEW && (
        <Button variant="quiet" size="small" onClick={() => setWhole(!whole)}>
          {whole ? 'Show fewer links' : `Show all ${linked.length} links`}
        </Button>
      )}
    </FieldRow>
  );
}

const longest = { workItems: 200, pullRequests: 2000 } as const;

/** `github.com/…/pull/12`: an address by its host and its end. */
function shortened(item: string): string {
  const bare = item.replace(/^https?:\/\//i, '');
  return bare.length <= 48 || bare === item
    ? item
    : `${bare.slice(0, bare.indexOf('/') + 1)}…${bare.slice(-24)}`;
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
        <ul className={links.commits}>
          {shown.map((commit) => (
            <li key={commit.sha} className={links.commit}>
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
