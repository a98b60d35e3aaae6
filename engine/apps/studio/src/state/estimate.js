// The quick estimate: what becomes of many talks, in an engine of its own beside the one that tells
// the run shown.
import { EngineClient } from "../engine/client.js";

/** Talks behind every quick estimate. */
export const ESTIMATE_RUNS = 200;

/**
 * A request for counts of talks. Each talk reads the claims anew, where runs that are shown share a
 * reading by the hundred: so few readings would make the estimate look surer than it is.
 */
export const spread = (request) => ({
  ...request,
  set: { ...request.set, "talks.talks_per_coding": 1 },
});

export class Estimator {
  #engine = null;
  #base = { key: "", answer: null };

  async open(json) {
    this.#engine ??= await EngineClient.create();
    await this.#engine.open(json);
    this.#base.key = "";
  }

  /** dragoman_run of the scenario with the changes of `request`. */
  async ask(request, seed) {
    await this.#engine.change(spread(request));
    return this.#engine.run(seed, 0, ESTIMATE_RUNS);
  }

  /** The same without changes, asked once: talk by talk with the same random numbers. */
  async base(tier, seed) {
    const key = `${tier} ${seed}`;
    if (this.#base.key !== key) {
      this.#base = { key, answer: await this.ask({ set: {}, tier, without: [] }, seed) };
    }
    return this.#base.answer;
  }
}
