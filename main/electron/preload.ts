import { ipcRenderer } from 'electron';

// Hands the page one MessagePort to the router and exposes nothing else; never edited per feature.
let asked = false;

// The rooms of main have no DOM types; this is all that is needed of the window.
declare const window: {
  addEventListener(type: 'message', listener: (event: { source: unknown; data: unknown }) => void): void;
  postMessage(message: string, target: string, transfer: readonly unknown[]): void;
};

window.addEventListener('message', (event) => {
  if (asked || event.source !== window || event.data !== 'slipway-ready') return;
  asked = true;
  ipcRenderer.postMessage('slipway-port', null);
});

ipcRenderer.once('slipway-port', (event) => {
  // To this very window; `*` because an opaque origin cannot be named.
  window.postMessage('slipway-port', '*', [...event.ports]);
});
