// Processor time of WebAssembly against native, best of alternating rounds, from the project's folder:
//
//   node tests/wasm/speed.mjs [RUNS [ROUNDS]]     after scripts/build wasm and scripts/test
//
// Prints one line of JSON. The goal of `ratio` is 1.3, the limit 1.8.
import { Session, hashOf, loadEngine } from "./engine.mjs";
import { native, wasmFile } from "./reference.mjs";

const runs = Number(process.argv[2] ?? 10000);
const rounds = Number(process.argv[3] ?? 10);
const name = "istanbul-2025-05-16";

const cpuTime = (work) => {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
};

const { scenario, result_hash: hash } = native(name, runs);
const session = new Session(loadEngine(wasmFile), scenario);
session.count(1, 0, runs); // Compiled by V8's optimizing tier from here on.
if (hashOf(session.counts) !== hash) throw new Error("other results than natively");
let nativeMs = Infinity;
let wasmMs = Infinity;
for (let round = 0; round < rounds; ++round) {
  nativeMs = Math.min(nativeMs, native(name, runs).cpu_ms);
  wasmMs = Math.min(wasmMs, cpuTime(() => session.count(1, 0, runs)));
}
const replayMs = cpuTime(() => { for (let run = 0; run < 100; ++run) session.replay(1, run); }) / 100;
session.axes(["talks.resume", "mechanisms.M9.pi"]);
const cellMs = cpuTime(() => { for (let k = 0; k < 200; ++k) session.cell([k / 200, 0.5], 1, 0, 4); }) / 200;
const askMs = (ask) => cpuTime(() => {
  for (let k = 0; k < 20; ++k) {
    session.change({ set: { "talks.resume": k / 20 } }); // Or an answer of before is told again.
    ask();
  }
}) / 20;
const changeMs = askMs(() => {});
const spaceMs = askMs(() => session.space()) - changeMs;
const auditMs = askMs(() => session.audit()) - changeMs;
console.log(JSON.stringify({ scenario: name, runs, native_ms: nativeMs, wasm_ms: wasmMs,
  ratio: Number((wasmMs / nativeMs).toFixed(2)), replay_ms: replayMs, cell_of_4_runs_ms: cellMs,
  change_ms: changeMs, space_ms: spaceMs, audit_ms: auditMs }));
