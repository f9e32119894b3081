import { expect, test } from 'vitest';
import { type Knock, refusal } from '#main/services/http/guards.ts';

const port = 4711;
const knock = (over: Partial<Knock>): Knock => ({
  method: 'GET',
  target: '/',
  hosts: ['127.0.0.1:4711'],
  origins: [],
  upgrade: false,
  ...over,
});
const own = ['http://127.0.0.1:4711'];

test('the page itself is let through, with and without Origin', () => {
  expect(refusal(knock({}), port)).toBeNull();
  expect(refusal(knock({ origins: own }), port)).toBeNull();
  expect(refusal(knock({ method: 'POST', target: '/session', origins: own }), port)).toBeNull();
  expect(refusal(knock({ upgrade: true, target: '/rpc', origins: own }), port)).toBeNull();
});

test('a name that resolves to this computer is refused (DNS rebinding)', () => {
  for (const host of ['localhost:4711', 'evil.example:4711', '127.0.0.1', '127.0.0.1:4712', ''])
    expect(refusal(knock({ hosts: [host] }), port)?.status).toBe(421);
  expect(refusal(knock({ hosts: [] }), port)?.status).toBe(421);
  expect(refusal(knock({ hosts: ['127.0.0.1:4711', 'evil.example'] }), port)?.status).toBe(421);
});

test('a page of another origin is refused, also one on another loopback port', () => {
  for (const origin of ['http://127.0.0.1:4712', 'http://localhost:4711', 'null', 'https://127.0.0.1:4711'])
    expect(refusal(knock({ origins: [origin] }), port)?.status).toBe(403);
});

test('a change or a socket without Origin is refused; programs may post to the local API', () => {
  expect(refusal(knock({ method: 'POST', target: '/session' }), port)?.status).toBe(403);
  expect(refusal(knock({ upgrade: true, target: '/rpc' }), port)?.status).toBe(403);
  expect(refusal(knock({ upgrade: true, target: '/api/x' }), port)?.status).toBe(403);
  expect(refusal(knock({ method: 'POST', target: '/api/runs/1/events' }), port)).toBeNull();
});
