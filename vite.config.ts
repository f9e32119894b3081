import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The page: one bundle for both shells.
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    sourcemap: false,
    chunkSizeWarningLimit: 3000,
  },
});
