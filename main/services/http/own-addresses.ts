import { networkInterfaces } from 'node:os';

/** An address of this computer and the network interface it belongs to. */
export type OwnAddress = { readonly name: string; readonly host: string };

/** Addresses of this computer that others can name: the loopback one first, link-local ones left out. */
export function ownAddresses(): OwnAddress[] {
  const outward = Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
    (addresses ?? [])
      .filter(({ internal, scopeid, family }) => !internal && (family === 'IPv4' || scopeid === 0))
      .map(({ address }) => ({ name, host: address })),
  );
  return [{ name: 'this computer only', host: '127.0.0.1' }, ...outward];
}

/** `192.168.1.5:7420`, `[fd00::2]:7420`: host and port as they stand in an address. */
export function authorityOf(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
