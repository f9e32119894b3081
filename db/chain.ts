import { hash as digest, type KeyObject, sign, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { EntryHead } from '#shared/domain/log.ts';

/** SHA-256 of a text as UTF-8, in hex. */
export function sha256(text: string): string {
  return digest('sha256', text, 'hex');
}

/** Canonical JSON (RFC 8785) of a value. Throws on what JSON cannot hold. */
export function canonical(value: unknown): string {
  const json = canonicalize(value);
  if (json === undefined) throw new Error('This value cannot be written as JSON');
  return json;
}

/** SHA-256 (hex) of an entry: over its head, which carries the hash of its operations and of the entry before. */
export function entryHash(head: EntryHead): string {
  return sha256(canonical(head));
}

/** Ed25519 signature (RFC 8032) of an entry's hash, base64. */
export function signHash(key: KeyObject, hash: string): string {
  return sign(null, Buffer.from(hash, 'hex'), key).toString('base64');
}

/** True when the signature (base64, Ed25519) over an entry's hash was made with the key that belongs to this public key. */
export function isSigned(publicKey: KeyObject, hash: string, signature: string): boolean {
  return verify(null, Buffer.from(hash, 'hex'), publicKey, Buffer.from(signature, 'base64'));
}
