// What the page knows, in one place. Screens read it and call its methods; they keep nothing that a
// link should carry.
import { EngineClient } from "../engine/client.js";
import { language } from "../text/index.svelte.js";
import { Estimator } from "./estimate.js";
import { checkState, decodeState, encodeState, LinkError } from "./link.js";
import { changesOfWhatIf, requestOf, valueAt } from "./changes.js";

export const SCREENS = ["lessons", "demands", "talks", "map", "seat", "debrief"];

/** A problem whose words are the page's own. */
export const messageKey = (key) => ({ path: "", message: key, expected: "", key: true });
/** Changes of one value in a row, such as a slider's, are one step of undo within this many ms. */
const SAME_STEP_MS = 1500;

class Studio {
  // What there is.
  /** [{id, title, json}]: scenarios in this page, and those opened from files. */
  scenarios = $state.raw([]);
  /** The scenario in full, as read (before changes): what dragoman_scenario answers. */
  document = $state.raw(null);
  /** What dragoman_open or _change answered last: parties, issues, tiers, mechanisms, ... */
  summary = $state.raw(null);
  /** [{path, type, doc, unit, alias, source, range, default}] */
  parameters = $state.raw([]);

  // What was asked.
  tier = $state("");
  /** [{path, value, from, reason, group}] in order; later ones win. `group`: id of a what-if. */
  changes = $state.raw([]);
  /** Mechanisms switched off. */
  without = $state.raw([]);
  seed = $state(1);
  run = $state(0);
  screen = $state("lessons");
  lesson = $state(0);
  /** [{about, screen, question, guess, truth, right, at}] (see predict()); in words by saying(). */
  predictions = $state.raw([]);
  /** What the map screen wants a link to carry: {x, y, outcome, ...}; its own business. */
  map = $state.raw({});
  /** The game: {party, seed, run, moves}; null: none. */
  seat = $state.raw(null);

  // What came of it.
  /** dragoman_replay of (seed, run). */
  replay = $state.raw(null);
  /** dragoman_run of many talks (estimate.js). */
  estimate = $state.raw(null);
  /** The same of the scenario without changes, of the same tier and seed. */
  baseline = $state.raw(null);
  /** dragoman_space and dragoman_audit of the scenario as changed; null: not asked yet. */
  space = $state.raw(null);
  audit = $state.raw(null);
  busy = $state(false);
  /** [{path, message, expected}] of the last change that was refused; shown, then dismissed. */
  problems = $state.raw([]);
  /** Said aloud by screen readers, and shown for a moment. */
  notice = $state("");
  /** The engine of what is shown. Screens that compute on the side make a client of their own. */
  engine = null;
  #estimator = new Estimator();
  #undone = [];
  #generation = 0;
  #ready = null;

  names = $derived.by(() => {
    const names = { party: {}, issue: {}, option: {} };
    for (const p of this.summary?.parties ?? []) names.party[p.id] = p.name;
    for (const i of this.summary?.issues ?? []) {
      names.issue[i.id] = i.name;
      names.option[i.id] = Object.fromEntries(i.options.map((o) => [o.id, o.name]));
    }
    return names;
  });
  principals = $derived((this.summary?.parties ?? []).filter((p) => p.role === "principal"));

  /** Starts the engine, then opens what the link says, or the first scenario. */
  async start(scenarios) {
    this.scenarios = scenarios;
    this.engine = await EngineClient.create();
    const { state, problems } = await this.#readLink();
    const wanted = scenarios.find((s) => s.id === state?.scenario) ?? scenarios[0];
    if (wanted) await this.open(wanted, state);
    else if (state) this.#restoreView(state);
    if (problems.length > 0) this.problems = problems;
  }

  async #readLink() {
    try {
      return { state: await decodeState(location.hash), problems: [] };
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      return { state: null, problems: [messageKey(`link.${error.reason}`)] };
    }
  }

  #restoreView(state) {
    if (SCREENS.includes(state.screen)) this.screen = state.screen;
    if (state.lang) language.set(state.lang);
    this.lesson = state.lesson ?? 0;
    this.predictions = state.predictions ?? [];
    this.map = state.map ?? {};
    this.seat = state.seat ?? null;
  }

  /** Opens a scenario {id, title, json}; `state` as in a link, or nothing. */
  async open(scenario, state = null) {
    await this.#guard(async () => {
      const json = typeof scenario.json === "string" ? scenario.json : JSON.stringify(scenario.json);
      [this.summary] = await Promise.all([this.engine.open(json), this.#estimator.open(json)]);
      this.tier = this.summary.tier;
      this.changes = [];
      this.without = [];
      this.predictions = [];
      this.seat = null;
      this.map = {};
      this.#undone = [];
      this.canUndo = false;
      this.current = { ...scenario, json };
      this.document = (await this.engine.scenario()).scenario;
      this.parameters = (await this.engine.parameters()).parameters;
      this.seed = state?.seed ?? 1;
      this.run = state?.run ?? 0;
      if (state) {
        this.tier = state.tier ?? this.tier;
        this.changes = state.changes ?? [];
        this.without = state.without ?? [];
        this.#restoreView(state);
      }
    });
    await this.refresh();
  }
  /** {id, title, json: text} of what is open. */
  current = $state.raw(null);

  /** {set, tier, without} that make the engine's scenario what is shown; for other clients. */
  request() {
    return requestOf(this.document, this.changes, this.tier, this.without);
  }

  /** Sets one value. A change in the preferences has to say why. */
  set(path, value, reason = "") {
    return this.setAll([[path, value]], reason);
  }

  /** Sets [[path, value], ...] at once: one step of undo. */
  setAll(values, reason = "") {
    let changes = this.changes;
    for (const [path, value] of values) {
      const from = valueAt(this.document, path, this.parameters);
      changes = changes.filter((c) => c.path !== path);
      const back = JSON.stringify(from) === JSON.stringify(value);
      if (!back) changes = [...changes, { path, value, from, reason }];
    }
    return this.#commit(changes, this.without, values.map(([path]) => path).join());
  }

  /** Takes over all that a what-if changes. */
  applyWhatIf(id) {
    const spec = this.document.what_ifs.find((w) => w.id === id);
    const added = changesOfWhatIf(this.document, spec, this.parameters);
    const paths = new Set(added.map((c) => c.path));
    const kept = this.changes.filter((c) => !paths.has(c.path));
    return this.#commit([...kept, ...added], [...new Set([...this.without, ...spec.without])]);
  }

  /** Takes back the change of a path, or all changes of a what-if. */
  drop(change) {
    const group = change.group;
    const rest = this.changes.filter((c) => (group ? c.group !== group : c.path !== change.path));
    return this.#commit(rest, group ? [] : this.without);
  }

  reset() {
    return this.#commit([], []);
  }

  async undo() {
    const before = this.#undone.pop();
    if (!before) return;
    const problems = this.problems;
    this.changes = before.changes;
    this.without = before.without;
    this.canUndo = this.#undone.length > 0;
    await this.refresh();
    if (problems.length > 0) this.problems = problems;
  }
  canUndo = $state(false);

  async setTier(tier) {
    this.tier = tier;
    await this.refresh();
  }

  async show(seed, run) {
    this.seed = seed;
    this.run = run;
    await this.refresh();
  }

  /** `path`: of what changes, where the same again within a moment is the same step of undo. */
  async #commit(changes, without = this.without, path = "") {
    const before = { changes: this.changes, without: this.without, path, at: performance.now() };
    this.changes = changes;
    this.without = without;
    const last = this.#undone.at(-1);
    const same = path !== "" && last?.path === path && before.at - last.at < SAME_STEP_MS;
    if (same) last.at = before.at;
    else this.#undone.push(before);
    this.canUndo = true;
    if ((await this.refresh()) || this.changes !== changes) return true;
    // The engine kept what it had, and so does the page.
    await this.undo();
    return false;
  }

  /**
   * Computes what is shown anew. While one computation runs only the last request waits, so a
   * slider may move as fast as it likes. False: the engine refused; `problems` says why.
   */
  async refresh() {
    const mine = ++this.#generation;
    while (this.#ready) await this.#ready;
    if (mine !== this.#generation) return true;
    let finish;
    this.#ready = new Promise((resolve) => (finish = resolve));
    try {
      return await this.#guard(() => this.#compute());
    } finally {
      this.#ready = null;
      finish();
    }
  }

  async #compute() {
    const begun = performance.now();
    const request = this.request();
    const { seed } = this;
    // A request that is refused ends the estimate, too; nothing of it is shown then.
    const estimated = (async () => {
      const baseline = await this.#estimator.base(request.tier, seed);
      return { baseline, estimate: await this.#estimator.ask(request, seed) };
    })();
    estimated.catch(() => {});
    this.summary = await this.engine.change(request);
    this.space = null;
    this.audit = null;
    const replay = await this.engine.replay(seed, this.run);
    Object.assign(this, { replay }, await estimated);
    this.#tellTime(begun);
    void this.saveLink();
  }

  /** How long the last change took, for whoever measures the page (test/speed.mjs). */
  #tellTime(start) {
    performance.clearMeasures("dragoman.change");
    performance.measure("dragoman.change", { start });
  }

  /** Screens that show it ask for it; it comes from the engine once per change. */
  async needSpace() {
    if (this.space || !this.summary) return;
    const mine = this.#generation;
    const space = await this.engine.space();
    if (mine === this.#generation) this.space = space;
  }
  async needAudit() {
    if (this.audit || !this.summary) return;
    const mine = this.#generation;
    const { audit } = await this.engine.audit();
    if (mine === this.#generation) this.audit = audit;
  }

  async #guard(work) {
    this.busy = true;
    try {
      await work();
      this.problems = [];
      return true;
    } catch (error) {
      this.problems = error.problems ?? [{ path: "", message: String(error), expected: "" }];
      return false;
    } finally {
      this.busy = false;
    }
  }

  /**
   * Keeps a prediction made before a reveal. `about`: what makes two predictions the same question
   * ("talks:seed:run"), so that a second guess after the reveal does not count.
   */
  predict(prediction) {
    if (this.predictions.some((p) => p.about === prediction.about)) return;
    this.predictions = [...this.predictions, prediction];
    void this.saveLink();
  }

  // --- links and files -------------------------------------------------------------------------

  state() {
    return {
      v: 1,
      scenario: this.current?.id ?? "",
      tier: this.tier,
      changes: this.changes,
      without: this.without,
      seed: this.seed,
      run: this.run,
      screen: this.screen,
      lang: language.current,
      lesson: this.lesson,
      predictions: this.predictions,
      map: this.map,
      ...(this.seat ? { seat: this.seat } : {}),
    };
  }

  async saveLink() {
    history.replaceState(null, "", "#" + (await encodeState(this.state())));
  }

  async go(screen) {
    this.screen = screen;
    await this.saveLink();
  }

  /** What a file holds: the state and the scenario itself, so it opens anywhere. */
  fileText() {
    return JSON.stringify({ ...this.state(), document: JSON.parse(this.current.json) }, null, 1);
  }

  /** Opens a saved file, or a scenario as `dragoman resolve` writes it. */
  async openFile(text) {
    let json;
    try {
      json = JSON.parse(text);
      if (json.v !== undefined) checkState(json);
    } catch {
      this.problems = [messageKey("file.malformed")];
      return;
    }
    const document = json.v === undefined ? json : json.document;
    const scenario = { id: document?.id ?? "", title: document?.title ?? "", json: document };
    await this.open(scenario, json.v === undefined ? null : json);
  }
}

export const studio = new Studio();
