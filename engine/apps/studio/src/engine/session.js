// The C functions of engine/wire/boundary.h as a class: one scenario in one instance of the engine.

/** Stands in for the system: the engine asks for nothing it could need. */
function systemStub(module) {
  const functions = {};
  for (const { name } of WebAssembly.Module.imports(module)) functions[name] = () => 52; // ENOSYS
  return { wasi_snapshot_preview1: functions };
}

/** A fresh instance; each has a memory of its own. */
export function instantiate(module) {
  const { exports } = new WebAssembly.Instance(module, systemStub(module));
  exports._initialize();
  return exports;
}

export class Session {
  constructor(engine, scenarioJson) {
    this.engine = engine;
    this.handle = this.#passing(scenarioJson, (at, size) => engine.dragoman_open(at, size));
  }

  get ready() {
    return this.engine.dragoman_ready(this.handle) === 1;
  }

  /** The last answer: {ok: true, ...} or {ok: false, problems}. */
  answer() {
    const at = this.engine.dragoman_text(this.handle);
    const size = this.engine.dragoman_text_size(this.handle);
    return JSON.parse(new TextDecoder().decode(new Uint8Array(this.engine.memory.buffer, at, size)));
  }

  change(request) {
    return this.#asking("dragoman_change", request);
  }
  scenario() {
    return this.#answering("dragoman_scenario");
  }
  parameters() {
    return this.#answering("dragoman_parameters");
  }
  audit() {
    return this.#answering("dragoman_audit");
  }
  space() {
    return this.#answering("dragoman_space");
  }
  seat(request) {
    return this.#asking("dragoman_seat", request);
  }
  axes(paths) {
    return this.#asking("dragoman_axes", paths);
  }
  run(seed, first, runs) {
    return this.#answering("dragoman_run", BigInt(seed), BigInt(first), BigInt(runs));
  }
  replay(seed, run) {
    return this.#answering("dragoman_replay", BigInt(seed), BigInt(run));
  }

  /** {ok, counts}: a Uint32Array of 38 numbers, see engine/counts.js. */
  count(seed, first, runs) {
    const done = this.engine.dragoman_count(this.handle, BigInt(seed), BigInt(first), BigInt(runs));
    return done === 1 ? { ok: true, counts: this.#counts() } : this.answer();
  }

  /** As count, with `values` at the axes. */
  cell(values, seed, first, runs) {
    const at = this.engine.dragoman_alloc(8 * values.length);
    new Float64Array(this.engine.memory.buffer, at, values.length).set(values);
    const done = this.engine.dragoman_cell(
      this.handle, at, BigInt(seed), BigInt(first), BigInt(runs));
    this.engine.dragoman_free(at);
    return done === 1 ? { ok: true, counts: this.#counts() } : this.answer();
  }

  close() {
    this.engine.dragoman_close(this.handle);
  }

  #counts() {
    const at = this.engine.dragoman_counts(this.handle);
    return new Uint32Array(this.engine.memory.buffer, at, this.engine.dragoman_counts_size()).slice();
  }

  #answering(name, ...args) {
    this.engine[name](this.handle, ...args);
    return this.answer();
  }

  #asking(name, request) {
    this.#passing(JSON.stringify(request), (at, size) => this.engine[name](this.handle, at, size));
    return this.answer();
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
