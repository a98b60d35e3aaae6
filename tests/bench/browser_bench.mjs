// The figures of the engine as WebAssembly and of the studio's page, from the project's folder:
//
//   node tests/bench/browser_bench.mjs FIGURES COMMIT     after scripts/bench has built what it runs
//
// Beside each figure stands the bar it is held against: `limit` and, where there is a better one to
// reach, `goal`; lower is better.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";

const [file, commit] = process.argv.slice(2);
const run = (program, ...args) => JSON.parse(execFileSync(program, args, { encoding: "utf8" }));

const wasm = run("node", "tests/wasm/speed.mjs");
const page = run("bash", "tests/studio/run_test.sh", "speed", "build/release", "build/release/dragoman");
const times = ({ best, p50, p95 }, limit) => ({ best_ms: best, p50_ms: p50, p95_ms: p95, limit_ms: limit });
const found = {
  "Wasm/CpuTimeOverNative": { ratio: wasm.ratio, goal: 1.3, limit: 1.8 },
  "Studio/Ready": times(page.ready, 1500),
  "Studio/SliderToFrame": times(page.slider, 80),
  "Studio/FirstMap40x40": times(page.map_first, 1500),
  "Studio/RefinedMap40x40": times(page.map_all, 8000),
};
writeFileSync(file, JSON.stringify({ commit, ...found }, null, 1) + "\n");
console.log(JSON.stringify(found, null, 1));
