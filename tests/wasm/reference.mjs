// Runs the native program wasm_reference.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const wasmFile = process.env.DRAGOMAN_WASM ?? "build/wasm/dragoman.wasm";

/**
 * {scenario: resolved JSON, audit, space: answers as text, runs, result_hash, cpu_ms} of seed 1.
 */
export function native(name, runs) {
  const program = process.env.DRAGOMAN_WASM_REFERENCE ?? "build/release/tests/wasm/wasm_reference";
  if (!existsSync(program)) throw new Error(`${program} is missing: build the tests first`);
  const folder = mkdtempSync(join(tmpdir(), "dragoman-"));
  try {
    const line = execFileSync(program, [`scenarios/${name}.yaml`, String(runs), folder], { encoding: "utf8" });
    const written = (name) => readFileSync(join(folder, `${name}.json`), "utf8");
    return {
      scenario: written("scenario"), audit: written("audit"), space: written("space"), ...JSON.parse(line),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
