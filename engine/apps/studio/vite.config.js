// Builds the studio into one HTML file: the page, its worker and the engine (WebAssembly, compressed)
// in it, so that it opens from disk.
//
//   DRAGOMAN_WASM_GZ   the compressed engine; default: build/wasm/dragoman.wasm.gz of the project
//   DRAGOMAN_SCENARIOS a JSON file [{"id", "title", "json"}] to build in; default: none
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

const engineFile =
  process.env.DRAGOMAN_WASM_GZ ??
  fileURLToPath(new URL("../../../build/wasm/dragoman.wasm.gz", import.meta.url));

/** Text that may stand in a <script>: no end tag and no comment can occur in it. */
const inScript = (json) => json.replaceAll("<", "\\u003c");

function embedEngine() {
  return {
    name: "embed-engine",
    transformIndexHtml: {
      order: "post",
      handler(html) {
        if (!existsSync(engineFile)) throw new Error(`no engine at ${engineFile}; run scripts/build wasm`);
        const engine = readFileSync(engineFile).toString("base64");
        const scenarios = process.env.DRAGOMAN_SCENARIOS
          ? readFileSync(process.env.DRAGOMAN_SCENARIOS, "utf8")
          : "[]";
        return html
          .replace("%ENGINE%", () => engine)
          .replace("%SCENARIOS%", () => inScript(JSON.stringify(JSON.parse(scenarios))));
      },
    },
  };
}

/**
 * The page's code, compressed: as text it would be a third of the file. A short script opens it. Runs
 * after the code has been put into the page.
 */
function packCode() {
  const opener = `addEventListener("DOMContentLoaded", async () => {
  const packed = document.getElementById("dragoman-code").textContent;
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const code = await new Response(stream).text();
  await import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
});`;
  const pack = (_, code) => {
    const packed = gzipSync(code, { level: 9 }).toString("base64");
    return `<script type="text/plain" id="dragoman-code">${packed}</script>\n<script>${opener}</script>`;
  };
  return {
    name: "pack-code",
    enforce: "post", // as the plugin that puts the code in
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        for (const file of Object.values(bundle).filter((f) => f.fileName.endsWith(".html"))) {
          file.source = file.source.replace(/<script type="module"[^>]*>([\s\S]*?)<\/script>/, pack);
        }
      },
    },
  };
}

export default defineConfig({
  plugins: [svelte(), viteSingleFile({ removeViteModuleLoader: true }), embedEngine(), packCode()],
  worker: { format: "iife" },
  build: {
    target: "es2022",
    outDir: process.env.DRAGOMAN_STUDIO_OUT ?? "dist",
    emptyOutDir: true,
    rollupOptions: { input: "studio.html" },
  },
});
