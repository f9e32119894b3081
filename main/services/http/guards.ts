import { authorityOf } from './own-addresses.ts';

/** What the server looks at before it does anything for a request. */
export type Knock = {
  readonly method: string;
  /** Request target as sent, such as `/session?x=1`. */
  readonly target: string;
  /** Every Host header, in case there are several. */
  readonly hosts: readonly string[];
  readonly origins: readonly string[];
  readonly upgrade: boolean;
};

export type Refusal = { readonly status: number; readonly reason: string };

/**
 * Decides whether a request may be answered at all. Only this server's own address counts as Host (a foreign name
 * that resolves to it is DNS rebinding) and as Origin; a request that changes something must name its Origin,
 * except under `/api`, where programs without a page send a token. There is no CORS: OPTIONS is never answered.
 */
export function refusal(knock: Knock, port: number, host = '127.0.0.1'): Refusal | null {
  const address = authorityOf(host, port);
  if (knock.hosts.length !== 1 || knock.hosts[0] !== address)
    return { status: 421, reason: `This server answers to http://${address} only.` };
  if (
    knock.origins.length > 1 ||
    (knock.origins[0] !== undefined && knock.origins[0] !== `http://${address}`)
  )
    return { status: 403, reason: 'Requests from other sites are refused.' };
  if (!knock.target.startsWith('/')) return { status: 400, reason: 'The request names no path.' };

  const api = pathOf(knock.target).startsWith('/api/');
  const reads = knock.method === 'GET' || knock.method === 'HEAD';
  if (!reads && knock.method !== 'POST') return { status: 405, reason: 'Only GET and POST are answered.' };
  if ((knock.upgrade || (!reads && !api)) && knock.origins.length === 0)
    return { status: 403, reason: 'The request does not say which page it comes from.' };
  return null;
}

/** The path of a request target, without query; never resolves `//host` to another host. */
export function pathOf(target: string): string {
  const end = target.search(/[?#]/);
  return end === -1 ? target : target.slice(0, end);
}
