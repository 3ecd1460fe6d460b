import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { firstLoadBudget } from "./first-load-budget.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const server = process.env.TRIBUTARY_URL ?? "http://127.0.0.1:7350";

export default defineConfig({
  plugins: [react(), tailwindcss(), firstLoadBudget(200)],
  // The SDK's sources, so that no build has to come first.
  resolve: { alias: { "@tributary/sdk": path("../sdk/src/index.ts") } },
  build: {
    outDir: path("../server/dist/dashboard"),
    emptyOutDir: true,
    // The server's CSP allows nothing inline, data: URLs included.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // light-dark() is kept as it is written.
    cssTarget: ["chrome123", "safari17.5", "firefox128"],
  },
  server: {
    proxy: Object.fromEntries(["/v1", "/oauth"].map((prefix) => [prefix, { target: server, changeOrigin: false }])),
  },
});
