// Runs the engine beside the page. Messages {id, method, args} are answered {id, answer}.
import { COUNTS } from "./counts.js";
import { instantiate, Session } from "./session.js";

let module;
let engine;
let session;

const methods = {
  /** Each scenario gets an instance of its own, so memory never grows from one to the next. */
  start(compiled) {
    module = compiled;
    return { ok: true };
  },
  open(json) {
    engine = instantiate(module);
    session = new Session(engine, json);
    return session.answer();
  },
  /** Counts of one run after another: {ok, counts: Uint32Array of COUNTS numbers a run}. */
  each(seed, first, runs) {
    const counts = new Uint32Array(runs * COUNTS);
    for (let k = 0; k < runs; ++k) {
      const answer = session.count(seed, first + k, 1);
      if (!answer.ok) return answer;
      counts.set(answer.counts, k * COUNTS);
    }
    return { ok: true, counts };
  },
  /**
   * Counts of many cells: `values` holds `axes` numbers a cell. {ok, counts: Uint32Array of COUNTS
   * numbers a cell}.
   */
  cells(values, axes, seed, first, runs) {
    const cells = values.length / axes;
    const counts = new Uint32Array(cells * COUNTS);
    for (let k = 0; k < cells; ++k) {
      const answer = session.cell(values.subarray(k * axes, (k + 1) * axes), seed, first, runs);
      if (!answer.ok) return answer;
      counts.set(answer.counts, k * COUNTS);
    }
    return { ok: true, counts };
  },
};

self.onmessage = ({ data: { id, method, args } }) => {
  let answer;
  try {
    answer = method in methods ? methods[method](...args) : session[method](...args);
  } catch (error) {
    // A trap leaves the instance in no state to go on with.
    answer = { ok: false, problems: [{ path: "", message: String(error), expected: "" }] };
  }
  self.postMessage({ id, answer }, answer.counts ? [answer.counts.buffer] : []);
};
