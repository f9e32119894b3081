import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The page: one bundle for both shells. Paths start at the root, because deep links such as /change/CHG-A12 load the same index.html.
export default defineConfig({
  root: 'renderer',
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    sourcemap: false,
    // Fonts and pictures stay files: the content security policy has no data: sources.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 3000,
    // The second page is the wall of a presenter link: it knows no router and connects to nothing but its listener.
    rolldownOptions: { input: { index: 'renderer/index.html', presenter: 'renderer/presenter.html' } },
  },
});
