import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { fontFiles } from './main/documents/pack/font-files.ts';

// The main process of both shells, bundled so that a package carries no node_modules but the native ones.
// `--mode preload` builds Electron's preload script, which must be CommonJS in one file.

/** Binary addons cannot be bundled; `electron` is there only inside Electron; the two of ws are optional. */
const external = [
  'electron',
  'better-sqlite3',
  '@napi-rs/keyring',
  '@myriaddreamin/typst-ts-node-compiler',
  'bufferutil',
  'utf-8-validate',
  ...builtinModules.flatMap((name) => [name, `node:${name}`]),
];

const entries = { web: 'main/web/index.ts', electron: 'main/electron/index.ts' };

/** Worker threads start from files of their own: every `*.worker.ts` of main and db becomes `dist/main/<name>.worker.js`. */
function workers(): Record<string, string> {
  const files = ['main', 'db'].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)),
  );
  return Object.fromEntries(
    files.filter((name) => name.endsWith('.worker.ts')).map((name) => [basename(name, '.ts'), name]),
  );
}

/** `new URL('./x.worker.ts', import.meta.url)` finds the source when run from it and the built worker in the bundle. */
function workerAddresses(): Plugin {
  return {
    name: 'slipway-worker-addresses',
    transform: {
      filter: { code: '.worker.ts' },
      handler: (code) => code.replace(/(['"])\.[\w./-]*?([\w-]+\.worker)\.ts\1/g, "'./$2.js'"),
    },
  };
}

function migrations(): Plugin {
  return {
    name: 'slipway-migrations',
    writeBundle: () => cpSync('db/migrations', 'dist/migrations', { recursive: true }),
  };
}

/** Fonts that documents are printed with: no page loads them, the typesetter reads them from their folder. */
function documentFonts(): Plugin {
  return {
    name: 'slipway-document-fonts',
    writeBundle: () => {
      mkdirSync('dist/fonts', { recursive: true });
      for (const file of fontFiles) cpSync(join('node_modules', file), join('dist/fonts', basename(file)));
    },
  };
}

export default defineConfig(({ mode }) => {
  const preload = mode === 'preload';
  const input = preload ? { preload: 'main/electron/preload.ts' } : { ...entries, ...workers() };
  return {
    plugins: [workerAddresses(), ...(preload ? [] : [migrations(), documentFonts()])],
    ssr: { noExternal: true, external },
    build: {
      ssr: true,
      outDir: 'dist/main',
      emptyOutDir: !preload,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(input).filter(([, file]) => existsSync(file))),
        external,
        output: {
          format: preload ? 'cjs' : 'es',
          entryFileNames: preload ? '[name].cjs' : '[name].js',
          // Flat: files next to each other find package.json and dist/renderer two steps up, as from main/web.
          chunkFileNames: '[name]-[hash].js',
        },
      },
    },
  };
});
