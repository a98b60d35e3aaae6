// A game in a seat: asks the engine where its moves lead. The moves themselves are in studio.seat, so
// undo is to send fewer, and a link holds the whole game.
import { studio } from "../state/studio.svelte.js";

/** The engine takes no longer game. */
const MOST_MOVES = 2000;
/** Questions of one sitting share this. */
const sittingOf = (d) => `${d.meeting} ${d.issue} ${d.kind === "stay"}`;

/** What the engine is asked about studio.seat. */
export const requestOf = ({ party, seed, run, moves = [] }) => ({ seat: party, seed, run, moves });

class Game {
  /** What dragoman_seat answered last. */
  answer = $state.raw(null);
  /** {message, move}: why it did not; `move`: the first move that does not fit, or -1. */
  problem = $state.raw(null);
  /** The note on sources, limits and tone; accepted for as long as the page is open. */
  accepted = $state(false);
  /** Events known before the last move: what comes after is new. */
  before = $state(0);
  /** The focus follows what the reader does here, and nothing else: see takeFocus. */
  #follows = false;
  #turn = 0;

  async load() {
    const mine = ++this.#turn;
    try {
      const answer = await studio.engine.seat(requestOf(studio.seat));
      if (mine !== this.#turn) return;
      this.answer = answer;
      this.problem = null;
    } catch (error) {
      if (mine !== this.#turn) return;
      const move = /^moves\[(\d+)\]/.exec(error.problems?.[0]?.path ?? "");
      this.answer = null;
      this.problem = { message: error.message, move: move ? Number(move[1]) : -1 };
    }
  }

  begin(party, seed, run) {
    this.answer = null;
    this.#commit({ party, seed, run, moves: [] }, 0);
  }
  accept() {
    this.accepted = true;
    this.#follows = true;
  }
  leave() {
    this.answer = null;
    this.#follows = true;
    studio.seat = null;
    void studio.saveLink();
  }
  /** Moves the focus to `heading` if the reader has just done something that led there. */
  takeFocus(heading) {
    if (!heading || !this.#follows) return;
    this.#follows = false;
    heading.focus();
  }
  play(...moves) {
    // A second press before the answer to the first would be a move nobody has been asked for.
    if (this.answer?.moves !== studio.seat.moves.length) return;
    this.#commit({ ...studio.seat, moves: [...studio.seat.moves, ...moves] }, this.answer.events.length);
  }
  undo(keep = studio.seat.moves.length - 1) {
    this.#commit({ ...studio.seat, moves: studio.seat.moves.slice(0, keep) }, Infinity);
  }

  /** Lets the model speak for the seat until another sitting begins. */
  async playOn() {
    const moves = [];
    const seat = studio.seat;
    const mine = this.#turn;
    let { decision } = this.answer;
    const sitting = sittingOf(decision);
    while (decision && sittingOf(decision) === sitting && seat.moves.length + moves.length < MOST_MOVES) {
      moves.push(decision.suggestion);
      ({ decision } = await studio.engine.seat(requestOf({ ...seat, moves: [...seat.moves, ...moves] })));
    }
    if (mine === this.#turn) this.play(...moves);
  }

  /** What an offer would be worth to the seat now: decision.probe; null if something else came up. */
  async probe(offer) {
    try {
      return (await studio.engine.seat({ ...requestOf(studio.seat), probe: offer })).decision?.probe ?? null;
    } catch {
      return null;
    }
  }

  #commit(seat, before) {
    this.before = before;
    this.problem = null;
    this.#follows = true;
    studio.seat = seat;
    void studio.saveLink();
  }
}

export const game = new Game();
