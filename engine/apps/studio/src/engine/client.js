// Asks engines that run in workers. All methods return promises of the engine's answers.
import EngineWorker from "./worker.js?worker&inline";

let compiled;

/** The engine in this page, compiled once; workers share it. */
function compiledEngine() {
  compiled ??= (async () => {
    const text = document.getElementById("dragoman-engine").textContent;
    const packed = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return WebAssembly.compile(await new Response(stream).arrayBuffer());
  })();
  return compiled;
}

/** What the engine found wrong, as an error: `problems` are {path, message, expected}. */
export class EngineProblem extends Error {
  constructor(problems) {
    super(problems.map((p) => [p.path, p.message, p.expected].filter(Boolean).join(": ")).join("\n"));
    this.problems = problems;
  }
}

export class EngineClient {
  #worker;
  #waiting = new Map();
  #next = 0;

  /** A worker with the engine in it. */
  static async create() {
    const client = new EngineClient();
    await client.#ask("start", await compiledEngine());
    return client;
  }

  constructor() {
    this.#worker = new EngineWorker();
    this.#worker.onmessage = ({ data: { id, answer } }) => {
      const { resolve, reject } = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (answer.ok) resolve(answer);
      else reject(new EngineProblem(answer.problems));
    };
  }

  open(scenarioJson) {
    return this.#ask("open", scenarioJson);
  }
  /** {set: {PATH: VALUE}, tier, without: [MECHANISM]}: the scenario with these changes, no others. */
  change(request) {
    return this.#ask("change", request);
  }
  scenario() {
    return this.#ask("scenario");
  }
  parameters() {
    return this.#ask("parameters");
  }
  audit() {
    return this.#ask("audit");
  }
  space() {
    return this.#ask("space");
  }
  run(seed, first, runs) {
    return this.#ask("run", seed, first, runs);
  }
  replay(seed, run) {
    return this.#ask("replay", seed, run);
  }
  count(seed, first, runs) {
    return this.#ask("count", seed, first, runs);
  }
  /** Counts of one run after another, COUNTS numbers each. */
  each(seed, first, runs) {
    return this.#ask("each", seed, first, runs);
  }
  seat(request) {
    return this.#ask("seat", request);
  }
  axes(paths) {
    return this.#ask("axes", paths);
  }
  /** `values`: a Float64Array with a number for each axis, cell after cell. */
  cells(values, axes, seed, first, runs) {
    return this.#ask("cells", values, axes, seed, first, runs);
  }

  /** Ends the worker at once; what was asked is never answered. */
  stop() {
    this.#worker.terminate();
    this.#waiting.clear();
  }

  #ask(method, ...args) {
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, method, args });
    });
  }
}

/** How many workers a map may use. */
export const workerCount = () => Math.max(1, Math.min(navigator.hardwareConcurrency || 2, 8));
