// Computes a deal map in workers: first a few runs in every cell, then more where contours run.
import { EngineClient, workerCount } from "./client.js";
import { COUNTS, OUTCOMES } from "./counts.js";
import { BLOCK_RUNS, contourError, fieldOf, GOOD_ERROR, nearness, slotOf } from "./map_field.js";

/** Runs in all. */
export const BUDGET = 64_000;
const kFirstRuns = 4;
const kFirstTotal = 40 * 40 * kFirstRuns;
/**
 * Further passes: runs a cell has after it, the share of what is left that it may take, and how near a
 * contour (in standard errors) the cells are that it looks at.
 */
const kPasses = [[BLOCK_RUNS, 0.35, 1], [2 * BLOCK_RUNS, 0.4, 0.5], [288, 0.7, 0], [2 * BLOCK_RUNS, 1, 0]];
/** Runs in one message to a worker: short, so that a cancelled map is soon off its hands. */
const kJobRuns = 320;
const kNames = Object.keys(OUTCOMES);

// Engines are kept from one map to the next; a scenario is opened once in each.
let pool = null;
async function enginesFor(json) {
  pool ??= Promise.all(Array.from({ length: workerCount() }, () => EngineClient.create()));
  const engines = await pool;
  await Promise.all(engines.filter((e) => e.scenario_ !== json).map((e) => {
    e.scenario_ = json;
    e.prepared_ = "";
    return e.open(json);
  }));
  return engines;
}

/** Lets go of the workers and their memory. */
export function stopEngines() {
  const old = pool;
  pool = null;
  void old?.then((engines) => engines.forEach((e) => e.stop()));
}

let made = 0;

export class MapRunner {
  /**
   * axes as axisOf() gives them; `request` as for dragoman_change; onprogress() after every few
   * cells. Run numbers depend on the cell and the pass alone, so that neither the number of workers
   * nor who is first changes the map.
   */
  constructor({ json, request, x, y, seed, outcome, onprogress = () => {} }) {
    Object.assign(this, { json, request, x, y, seed, outcome, onprogress });
    this.id = ++made;
    this.nx = x.n;
    this.ny = y.n;
    const cells = this.nx * this.ny;
    // Averaging over neighbours needs many of them; a coarse grid has more runs in each cell.
    this.dither = this.nx >= 20 && this.ny >= 20;
    this.first = this.dither ? kFirstRuns : Math.min(BLOCK_RUNS, Math.ceil(kFirstTotal / cells));
    this.runs = new Uint32Array(cells);
    this.hashes = new Uint32Array(2 * cells);
    this.counts = Object.fromEntries(kNames.map((name) => [name, new Uint32Array(cells)]));
    this.done = 0;
    this.complete = false;
    this.cancelled = false;
    this.firstMs = 0;
    this.totalMs = 0;
    this.error = null;
  }

  get hits() {
    return this.counts[this.outcome];
  }

  cancel() {
    this.cancelled = true;
  }

  async run() {
    const begun = performance.now();
    const engines = await enginesFor(this.json);
    await this.#pass(engines, this.#firstJobs(), true);
    if (this.cancelled) return;
    this.firstMs = performance.now() - begun;
    this.complete = true;
    this.error = contourError(this, fieldOf(this));
    this.onprogress();
    for (const [target, share, band] of kPasses) {
      const jobs = this.#moreJobs(target, share * (BUDGET - this.done), band);
      await this.#pass(engines, jobs, false);
      if (this.cancelled) return;
      this.error = contourError(this, fieldOf(this));
    }
    this.totalMs = performance.now() - begun;
    this.onprogress();
  }

  /** Rows far apart first, so that the whole is soon seen. */
  #firstJobs() {
    const jobs = [];
    for (const step of [8, 4, 2, 1]) {
      for (let j = 0; j < this.ny; j += step) {
        if (step < 8 && j % (2 * step) === 0) continue;
        const row = Array.from({ length: this.nx }, (_, i) => j * this.nx + i);
        jobs.push(...this.#split(row, (c) => [this.#start(c), this.first]));
      }
    }
    return jobs;
  }

  #start(cell) {
    return this.dither ? kFirstRuns * slotOf(cell % this.nx, Math.floor(cell / this.nx)) : 0;
  }

  /**
   * What brings cells near a contour to `target` runs, the nearest first, within `allowed` runs; a
   * coarse grid can afford that for all its cells.
   */
  #moreJobs(target, allowed, band) {
    const field = fieldOf(this);
    const near = nearness(this, field);
    const wanted = [...near.keys()]
      .filter((c) => (near[c] <= band || !this.dither) && this.runs[c] < target && field.se[c] >= GOOD_ERROR)
      .sort((a, b) => near[a] - near[b] || field.se[b] - field.se[a] || a - b);
    const chosen = [];
    let cost = 0;
    for (const c of wanted) {
      cost += target - this.runs[c];
      if (cost > allowed) break;
      chosen.push(c);
    }
    chosen.sort((a, b) => a - b);
    const jobs = [];
    // A dithered cell begins with its own few of the block's runs; it then gets the others.
    const early = chosen.filter((c) => this.dither && this.runs[c] < BLOCK_RUNS);
    const late = chosen.filter((c) => !(this.dither && this.runs[c] < BLOCK_RUNS));
    jobs.push(...this.#split(early, (c) => [0, this.#start(c)]));
    jobs.push(...this.#split(early, (c) => [this.#start(c) + kFirstRuns, target - this.#start(c) - kFirstRuns]));
    jobs.push(...this.#split(late, (c) => [this.runs[c], target - this.runs[c]]));
    return jobs;
  }

  /** Jobs of cells that have the same runs to do and the same options set. */
  #split(cells, rangeOf) {
    const groups = new Map();
    for (const c of cells) {
      const [first, runs] = rangeOf(c);
      if (runs === 0) continue;
      const options = this.#optionsAt(c);
      const key = JSON.stringify([first, runs, options]);
      const group = groups.get(key);
      if (group) group.cells.push(c);
      else groups.set(key, { first, runs, options, cells: [c] });
    }
    return [...groups.values()].flatMap((g) => {
      const size = Math.max(1, Math.floor(kJobRuns / g.runs));
      const parts = [];
      for (let k = 0; k < g.cells.length; k += size) parts.push({ ...g, cells: g.cells.slice(k, k + size) });
      return parts;
    });
  }

  #optionsAt(cell) {
    const set = {};
    const at = [cell % this.nx, Math.floor(cell / this.nx)];
    [this.x, this.y].forEach((axis, k) => {
      if (axis.kind === "option") set[axis.paths[0]] = axis.options[at[k]];
    });
    return set;
  }

  async #pass(engines, jobs, first) {
    let next = 0;
    const work = async (engine) => {
      while (next < jobs.length && !this.cancelled) {
        const job = jobs[next++];
        const counts = await this.#send(engine, job);
        if (this.cancelled) return;
        this.#take(job, counts, first);
        this.onprogress();
      }
    };
    // Two at a time: a worker never waits for the page.
    await Promise.all(engines.flatMap((e) => [work(e), work(e)]));
  }

  /** Messages to a worker keep their order, so what a job needs is asked just before it. */
  async #send(engine, { cells, first, runs, options }) {
    const asked = [];
    const paths = [this.x, this.y].flatMap((a) => (a.kind === "option" ? [] : a.paths));
    const prepared = `${this.id} ${JSON.stringify(options)}`;
    if (engine.prepared_ !== prepared) {
      engine.prepared_ = prepared;
      asked.push(engine.change({ ...this.request, set: { ...this.request.set, ...options } }));
      if (paths.length > 0) asked.push(engine.axes(paths));
    }
    if (paths.length > 0) {
      const values = cells.flatMap((c) => [
        ...this.#valuesAt(this.x, c % this.nx),
        ...this.#valuesAt(this.y, Math.floor(c / this.nx)),
      ]);
      asked.push(engine.cells(new Float64Array(values), paths.length, this.seed, first, runs));
    } else {
      asked.push(engine.count(this.seed, first, runs));
    }
    try {
      return (await Promise.all(asked)).at(-1).counts;
    } catch (error) {
      engine.prepared_ = "";
      this.cancel();
      throw error;
    }
  }

  #valuesAt(axis, k) {
    return axis.kind === "option" ? [] : axis.paths.map(() => axis.values[k]);
  }

  #take({ cells, runs }, counts, first) {
    const alone = counts.length === COUNTS;
    cells.forEach((c, k) => {
      const at = alone ? 0 : k * COUNTS;
      this.runs[c] += runs;
      this.done += runs;
      for (const name of kNames) this.counts[name][c] += OUTCOMES[name](counts, at);
      if (first) this.hashes.set([counts[at + 2], counts[at + 3]], 2 * c);
    });
  }
}

/**
 * One at a time: shares of `outcome` at the scenario and at both ends of each axis, with the same
 * runs everywhere. {base, effects: [{axis, low, high}]}, each {share, hits, runs}.
 */
export async function singleEffects({ json, request, axes, seed, outcome, runs, onprogress, cancelled }) {
  const engines = await enginesFor(json);
  let next = 0;
  let base;
  const effects = [];
  const shareOf = (counts, at) => ({ hits: OUTCOMES[outcome](counts, at), runs });
  const work = async (engine) => {
    while (next <= axes.length && !cancelled()) {
      const k = next++ - 1;
      engine.prepared_ = "";
      const asked = [engine.change(request)];
      if (k < 0) {
        asked.push(engine.count(seed, 0, runs));
      } else {
        const { paths, lo, hi } = axes[k];
        const ends = [lo, hi].flatMap((v) => paths.map(() => v));
        asked.push(engine.axes(paths), engine.cells(new Float64Array(ends), paths.length, seed, 0, runs));
      }
      const { counts } = (await Promise.all(asked)).at(-1);
      if (k < 0) base = shareOf(counts, 0);
      else effects[k] = { axis: axes[k], low: shareOf(counts, 0), high: shareOf(counts, COUNTS) };
      onprogress(next / (axes.length + 1));
    }
  };
  await Promise.all(engines.map(work));
  return cancelled() ? null : { base, effects };
}
