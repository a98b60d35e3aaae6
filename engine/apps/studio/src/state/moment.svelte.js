// The round that every chart of a run shows, and how the reader moves through them. Not part of a
// link: a link opens a run at its end.

class Moment {
  /** Rounds of the run shown (see frames.js). */
  frames = $state.raw([]);
  index = $state(0);
  /** The round of the mark under the mouse; null: none. */
  lit = $state(null);
  playing = $state(false);
  /** Milliseconds a round. */
  pace = $state(700);
  /** The pair of the utility space. */
  pair = $state(0);
  /** Ask for a prediction before a run is shown. */
  asks = $state(true);
  /** Runs shown without a prediction. */
  skipped = $state.raw([]);
  #timer = 0;

  /** The round all charts show: the one under the mouse, else the one played to. */
  shown = $derived(Math.min(this.lit ?? this.index, this.frames.length - 1));
  current = $derived(this.frames[this.shown] ?? null);

  /** A new run; it opens at its end. */
  take(frames) {
    this.stop();
    this.frames = frames;
    this.index = Math.max(0, frames.length - 1);
    this.lit = null;
  }
  go(index) {
    this.stop();
    this.index = Math.max(0, Math.min(index, this.frames.length - 1));
  }
  step(by) {
    this.go(this.index + by);
  }
  play() {
    if (this.playing) return this.stop();
    if (this.index >= this.frames.length - 1) this.index = 0;
    this.playing = true;
    this.#tick();
  }
  stop() {
    clearTimeout(this.#timer);
    this.playing = false;
  }
  #tick() {
    this.#timer = setTimeout(() => {
      if (this.index >= this.frames.length - 1) return this.stop();
      this.index += 1;
      this.#tick();
    }, this.pace);
  }
}

export const moment = new Moment();
