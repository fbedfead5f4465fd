import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  // Relative: the server may stand below a path of a proxy.
  base: './',
  plugins: [react()],
  build: {
    target: 'es2024',
    // Data addresses of fonts or pictures are not in the policy, and files are cached for ever.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Before compression; what the first load weighs compressed is what counts.
    chunkSizeWarningLimit: 700,
  },
});
