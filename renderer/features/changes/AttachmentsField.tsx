import { useState } from 'react';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { TextField } from '#renderer/ui/Fields.tsx';
import { isWebAddress } from '#shared/domain/drafts/work-items.ts';
import { FieldRow } from './FieldRow.tsx';
import css from './fields.module.css';
import { useField } from './form.ts';
import links from './links.module.css';
import { OutsideLink } from './OutsideLink.tsx';

const MOST = 500;

/** Documents elsewhere, each by a title and its address. */
export function AttachmentsField() {
  const { value, readOnly, set, onFocus, onBlur } = useField('attachments');
  const [title, setTitle] = useState('');
  const [url, setUrl] = useState('');
  const [refusal, setRefusal] = useState('');
  const add = () => {
    const address = url.trim();
    if (!isWebAddress(address)) {
      setRefusal('A document is linked by an address that begins with https:// or http://.');
      document.getElementById('input-attachments')?.focus();
      return;
    }
    set([...value, { title: title.trim(), url: address }]);
    setTitle('');
    setUrl('');
    setRefusal('');
  };
  return (
    <FieldRow field="attachments" label="Links to documents">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: focus and blur of the whole part start and end its editing */}
      <div
        className={css.stack}
        onFocus={onFocus}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) onBlur();
        }}
      >
        {value.length > 0 ? (
          <ul className={links.documents}>
            {value.map((one, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two links may be the same; their place is what they are
              <li key={index}>
                <OutsideLink href={one.url}>{one.title || one.url}</OutsideLink>
                {one.title && <span className={links.address}>{one.url}</span>}
                {!readOnly && (
                  <IconButton
                    icon="close"
                    label={`Remove the link to ${one.title || one.url}`}
                    onClick={() => set(value.toSpliced(index, 1))}
                  />
                )}
              </li>
            ))}
          </ul>
        ) : (
          readOnly && <p className={css.help}>No documents</p>
        )}
        {!readOnly && value.length < MOST && (
          <form
            className={links.adding}
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              add();
            }}
          >
            <TextField
              label="Title"
              maxLength={300}
              dir="auto"
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
            <TextField
              id="input-attachments"
              label="Address"
              placeholder="https://"
              maxLength={2000}
              value={url}
              error={refusal || undefined}
              onChange={(event) => {
                setUrl(event.currentTarget.value);
                setRefusal('');
              }}
            />
            <Button type="submit" icon="plus">
              Add
            </Button>
          </form>
        )}
      </div>
    </FieldRow>
  );
}
