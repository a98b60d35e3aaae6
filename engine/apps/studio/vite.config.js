// Builds the studio into one HTML file: the page, its worker and the engine (WebAssembly, compressed)
// in it, so that it opens from disk.
//
//   DRAGOMAN_WASM_GZ   the compressed engine; default: build/wasm/dragoman.wasm.gz of the project
//   DRAGOMAN_SCENARIOS a JSON file [{"id", "title", "json"}] to build in; default: none
//   DRAGOMAN_XZ        the program xz, which compresses the page's code; default: that in PATH
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { minify } from "terser";
import { defineConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { unpack } from "./src/unpack.js";

const engineFile =
  process.env.DRAGOMAN_WASM_GZ ??
  fileURLToPath(new URL("../../../build/wasm/dragoman.wasm.gz", import.meta.url));
const xz = process.env.DRAGOMAN_XZ || "xz";
const terserOptions = { module: true, compress: { passes: 2 } };

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

/** `bytes` as src/unpack.js reads them. */
function compress(bytes) {
  const options = ["--format=raw", "--lzma1=preset=9e,lc=3,lp=0,pb=0,nice=273", "--stdout"];
  const { status, stdout, stderr, error } = spawnSync(xz, options, { input: bytes, maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`${xz}: ${error?.message ?? stderr}`);
  const opened = unpack(new Uint8Array(stdout), bytes.length);
  if (!bytes.equals(opened)) throw new Error("src/unpack.js does not open what xz packed");
  return stdout;
}

/**
 * Puts the page's code and styles into the page compressed, with a short script that opens them: as text
 * they would be half of it. Runs after they have been put there as text.
 */
function packCode() {
  const opener = `${unpack}
addEventListener("DOMContentLoaded", () => {
  const { textContent, dataset } = document.getElementById("dragoman-code");
  const packed = Uint8Array.from(atob(textContent), (c) => c.charCodeAt(0));
  const code = unpack(packed, Number(dataset.size));
  import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
});`;
  async function pack(html) {
    const [style, css] = /<style[^>]*>([\s\S]*?)<\/style>/.exec(html);
    const [script, code] = /<script type="module"[^>]*>([\s\S]*?)<\/script>/.exec(html);
    const sheet = `document.head.appendChild(document.createElement("style")).textContent`;
    const bytes = Buffer.from(`${sheet}=${JSON.stringify(css)};${code}`);
    const { code: opening } = await minify(opener, terserOptions);
    const data = compress(bytes).toString("base64");
    return html
      .replace(style, "")
      .replace(script, () =>
        `<script type="text/plain" id="dragoman-code" data-size="${bytes.length}">${data}</script>` +
        `<script>${opening}</script>`);
  }
  return {
    name: "pack-code",
    enforce: "post", // as the plugin that puts the code in
    generateBundle: {
      order: "post",
      async handler(_, bundle) {
        for (const file of Object.values(bundle).filter((f) => f.fileName.endsWith(".html"))) {
          file.source = await pack(file.source);
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
    minify: "terser", // 7 % smaller than esbuild's, compressed
    terserOptions,
    modulePreload: { polyfill: false },
    outDir: process.env.DRAGOMAN_STUDIO_OUT ?? "dist",
    emptyOutDir: true,
    rollupOptions: { input: "studio.html" },
  },
});
