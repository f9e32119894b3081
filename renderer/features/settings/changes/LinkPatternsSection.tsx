import { useState } from 'react';
import { OutsideLink } from '#renderer/features/changes/OutsideLink.tsx';
import { TextField } from '#renderer/ui/Fields.tsx';
import { ListEditor } from '#renderer/ui/ListEditor.tsx';
import type { ChangePolicies } from '#shared/contract/change-policies.ts';
import { workItemAddress } from '#shared/domain/drafts/work-items.ts';
import { PolicyPart } from './PolicyPart.tsx';
import css from './policies.module.css';

/** Where the names of work items and pull requests lead. */
export function LinkPatternsSection() {
  return (
    <PolicyPart
      policy="linkPatterns"
      name="Links of work items"
      lead="Where a name such as PAY-123 or #12 leads. The number is written as {n} in both. Of several that fit, the one with the longest fixed part is taken; a whole address leads where it says."
    >
      {({ value, put, errorAt }) => (
        <>
          <ListEditor
            label="Links of work items"
            items={value}
            most={50}
            nameOf={(one, index) => one.match || `link ${index + 1}`}
            empty="No patterns yet: only whole addresses lead anywhere."
            onChange={put}
            add={{ label: 'Pattern', make: () => ({ match: '', url: '' }) }}
          >
            {(one, change, index) => (
              <div className={css.row}>
                <TextField
                  label="Name"
                  placeholder="PAY-{n}"
                  maxLength={100}
                  value={one.match}
                  error={errorAt(`${index}.match`)}
                  onChange={(event) => change({ match: event.currentTarget.value.trim() })}
                />
                <TextField
                  label="Address"
                  placeholder="https://tracker.example/browse/PAY-{n}"
                  maxLength={1000}
                  value={one.url}
                  error={errorAt(`${index}.url`)}
                  onChange={(event) => change({ url: event.currentTarget.value.trim() })}
                />
              </div>
            )}
          </ListEditor>
          <TryOut patterns={value} />
        </>
      )}
    </PolicyPart>
  );
}

function TryOut({ patterns }: { readonly patterns: ChangePolicies['linkPatterns'] }) {
  const [item, setItem] = useState('');
  const href = workItemAddress(item, patterns);
  return (
    <div className={css.try}>
      <TextField
        label="Try it out"
        placeholder="PAY-123"
        maxLength={200}
        value={item}
        onChange={(event) => setItem(event.currentTarget.value)}
      />
      <p role="status">
        {item.trim() === '' ? (
          <span className={css.mark}>A name typed here shows where it leads.</span>
        ) : href ? (
          <OutsideLink href={href}>{href}</OutsideLink>
        ) : (
          <>No pattern fits {item.trim()}: it stays a name without a link.</>
        )}
      </p>
    </div>
  );
}
