import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { evaluated } from './plugins/evaluated.mjs';
import { leanPlots } from './plugins/lean-plots.mjs';

/** Where the server of `npm start` or `npm run demo` listens, for `npx vite --config web/vite.config.mjs`. */
const SERVER = process.env['CODDLE_URL'] ?? 'http://127.0.0.1:3000';
/** The routes of the server that the page asks. */
const ROUTES =
  '^/(?:status|devices|foods|cooks|check-cook|start-cook|stop-cook|approvals|thermometers|probe-sessions|alerts|alert-rules|alert-channels|alert-deliveries|health|live|owner)(?:[/?]|$)';

/** The page: `web/` becomes static files in `dist/web/`, which the server sends as they are. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [evaluated(/\/src\/text\/de\/keyless-\w+\.ts$/), leanPlots()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: resolve(import.meta.dirname, '../dist/web'),
    emptyOutDir: true,
    // Two years old at most when Coddle was first released, as the phones and tablets beside a cooker are.
    target: ['chrome120', 'firefox121', 'safari17'],
    // The policy of the page allows no data: URLs for scripts and fonts, and needs none.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Which chunk loads which, for scripts/page-size.mjs.
    manifest: true,
    reportCompressedSize: false,
    // The worker keeps every file of the page, so nothing is loaded in vain: few large files compress better than many.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What the first view needs, with everything that it imports.
            { name: 'page', test: /src\/(?:main|views\/now\/index)\.tsx$/, priority: 2 },
            { name: 'views', test: /src\/(?:views\/\w+\/index\.tsx|text\/en\/later\.ts)$/, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { [ROUTES]: SERVER } },
});
