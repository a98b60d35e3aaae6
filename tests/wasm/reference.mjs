// Runs the native program wasm_reference.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const wasmFile = process.env.DRAGOMAN_WASM ?? "build/wasm/dragoman.wasm";

/** {scenario: resolved JSON, runs, result_hash, cpu_ms} of seed 1. */
export function native(name, runs) {
  const program = process.env.DRAGOMAN_WASM_REFERENCE ?? "build/release/tests/wasm/wasm_reference";
  if (!existsSync(program)) throw new Error(`${program} is missing: build the tests first`);
  const folder = mkdtempSync(join(tmpdir(), "dragoman-"));
  try {
    const json = join(folder, "scenario.json");
    const line = execFileSync(program, [`scenarios/${name}.yaml`, String(runs), json], { encoding: "utf8" });
    return { scenario: readFileSync(json, "utf8"), ...JSON.parse(line) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
