// The engine as WebAssembly, under node: what a page does with engine/wire/boundary.h.
import { readFileSync } from "node:fs";
import { instantiate } from "../../engine/apps/studio/src/engine/session.js";

/** A fresh instance of the module in a file, as the page makes it; each has a memory of its own. */
export const loadEngine = (file) => instantiate(new WebAssembly.Module(readFileSync(file)));

/** One scenario in an engine. */
export class Session {
  constructor(engine, scenario) {
    this.engine = engine;
    this.handle = this.#passing(scenario, (at, size) => engine.dragoman_open(at, size));
  }

  get ready() {
    return this.engine.dragoman_ready(this.handle) === 1;
  }

  /** The last answer. */
  get text() {
    const at = this.engine.dragoman_text(this.handle);
    const size = this.engine.dragoman_text_size(this.handle);
    return new TextDecoder().decode(new Uint8Array(this.engine.memory.buffer, at, size));
  }

  /** The last answer, parsed. */
  get answer() {
    return JSON.parse(this.text);
  }

  get counts() {
    const at = this.engine.dragoman_counts(this.handle);
    return new Uint32Array(this.engine.memory.buffer, at, this.engine.dragoman_counts_size()).slice();
  }

  change(request) {
    const json = JSON.stringify(request);
    return this.#passing(json, (at, size) => this.engine.dragoman_change(this.handle, at, size)) === 1;
  }

  run(seed, first, runs) {
    return this.engine.dragoman_run(this.handle, BigInt(seed), BigInt(first), BigInt(runs)) === 1;
  }

  count(seed, first, runs) {
    return this.engine.dragoman_count(this.handle, BigInt(seed), BigInt(first), BigInt(runs)) === 1;
  }

  audit() {
    return this.engine.dragoman_audit(this.handle) === 1;
  }

  space() {
    return this.engine.dragoman_space(this.handle) === 1;
  }

  replay(seed, run) {
    return this.engine.dragoman_replay(this.handle, BigInt(seed), BigInt(run)) === 1;
  }

  axes(paths) {
    const json = JSON.stringify(paths);
    return this.#passing(json, (at, size) => this.engine.dragoman_axes(this.handle, at, size)) === 1;
  }

  cell(values, seed, first, runs) {
    const at = this.engine.dragoman_alloc(8 * values.length);
    new Float64Array(this.engine.memory.buffer, at, values.length).set(values);
    const done = this.engine.dragoman_cell(this.handle, at, BigInt(seed), BigInt(first), BigInt(runs));
    this.engine.dragoman_free(at);
    return done === 1;
  }

  close() {
    this.engine.dragoman_close(this.handle);
  }

  #passing(text, call) {
    const bytes = new TextEncoder().encode(text);
    const at = this.engine.dragoman_alloc(bytes.length);
    new Uint8Array(this.engine.memory.buffer, at, bytes.length).set(bytes);
    const result = call(at, bytes.length);
    this.engine.dragoman_free(at);
    return result;
  }
}

/** The result hash in dragoman_counts, as `dragoman run --json` writes it. */
export function hashOf(counts) {
  return ((BigInt(counts[3]) << 32n) | BigInt(counts[2])).toString(16).padStart(16, "0");
}
