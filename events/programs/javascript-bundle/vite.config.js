import { defineConfig } from "vite";

// The libraries lie in a file of their own, as many pages have it.
export default defineConfig({
  define: { SHOP_DSN: JSON.stringify(process.env.SHOP_DSN) },
  build: {
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        manualChunks: (id) => (id.includes("node_modules") ? "vendor" : undefined),
      },
    },
  },
});
