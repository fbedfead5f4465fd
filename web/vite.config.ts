import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Files are loaded in any order; whichever comes first says which layer wins over which. */
const layerOrder: Plugin = {
  name: 'layer-order',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue;
      file.source = `@layer tokens, base, parts, screens;${file.source.toString()}`;
    }
  },
};

export default defineConfig({
  root: import.meta.dirname,
  // Relative: the server may stand below a path of a proxy.
  base: './',
  plugins: [react(), layerOrder],
  build: {
    target: 'es2024',
    // Data addresses of fonts or pictures are not in the policy, and files are cached for ever.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Before compression; what the first load weighs compressed is what counts.
    chunkSizeWarningLimit: 700,
  },
});
