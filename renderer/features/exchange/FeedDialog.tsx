import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, TextField } from '#renderer/ui/Fields.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import type { ExportLayer } from '#shared/contract/exchange.ts';
import css from './Exchange.module.css';
import { ALL_LAYERS, LayerChecks } from './LayerChecks.tsx';

/** A read-only address that a calendar program on this computer subscribes to. */
export function FeedDialog(props: { readonly onClose: () => void }) {
  const [name, setName] = useState('Calendar program');
  const [layers, setLayers] = useState<ExportLayer[]>([...ALL_LAYERS]);
  const [copied, setCopied] = useState(false);
  const add = useMutation(orpc.exchange.addFeed.mutationOptions());
  const address = add.data?.address;
  return (
    <Dialog
      title="Subscribe to the calendar"
      opened
      onClose={props.onClose}
      width={560}
      actions={
        address === undefined ? (
          <Button
            variant="primary"
            icon="link"
            disabled={name.trim() === '' || layers.length === 0 || add.isPending}
            onClick={() => add.mutate({ name: name.trim(), layers })}
          >
            Make an address
          </Button>
        ) : (
          <Button variant="primary" onClick={props.onClose}>
            Close
          </Button>
        )
      }
    >
      <FieldStack>
        <p className="t2">
          A calendar program on this computer reads the address while Slipway runs; it can change nothing. Who
          has the address can read the calendar, so treat it like a password. It is revoked in{' '}
          <Link to="/settings" hash="local-api" onClick={props.onClose}>
            Settings
          </Link>
          .
        </p>
        {address === undefined ? (
          <>
            <TextField
              label="For"
              maxLength={80}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <LayerChecks layers={layers} onChange={setLayers} />
          </>
        ) : (
          <div role="status">
            <p>The address, shown this once:</p>
            <div className={css.address}>
              <code className="mono">{address}</code>
              <Button
                size="small"
                icon="copy"
                onClick={() => void navigator.clipboard.writeText(address).then(() => setCopied(true))}
              >
                {copied ? 'Copied' : 'Copy'}
              </Button>
            </div>
          </div>
        )}
        <Refusal error={add.error} />
      </FieldStack>
    </Dialog>
  );
}
