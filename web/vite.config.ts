import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const page = (name: string) => fileURLToPath(new URL(`./${name}/index.html`, import.meta.url));

// Two pages of one build: the member page and the console share chunks, and neither loads the other's.
export default defineConfig({
  plugins: [react()],
  appType: 'mpa',
  build: {
    target: 'es2022',
    // Small files stay files: the page's policy allows no data: address for scripts or fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    chunkSizeWarningLimit: 1200,
    rollupOptions: { input: { member: page('m'), console: page('admin') } },
  },
  server: { proxy: { '/graphql': { target: 'http://127.0.0.1:5000', ws: true }, '/imports': 'http://127.0.0.1:5000' } },
});
