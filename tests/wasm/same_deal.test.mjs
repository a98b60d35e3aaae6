import assert from "node:assert/strict";
import { test } from "node:test";

import { Session, hashOf, loadEngine } from "./engine.mjs";
import { native, wasmFile } from "./reference.mjs";

const RUNS = 1000;

for (const name of ["istanbul-2025-05-16", "two-towns"]) {
  test(`${name}: ${RUNS} runs end alike natively and in WebAssembly`, () => {
    const expected = native(name, RUNS);
    const session = new Session(loadEngine(wasmFile), expected.scenario);
    assert.ok(session.ready, JSON.stringify(session.answer));
    assert.ok(session.count(1, 0, RUNS));
    assert.equal(hashOf(session.counts), expected.result_hash);
    assert.ok(session.run(1, 0, RUNS));
    assert.equal(session.answer.result_hash, expected.result_hash);
    // Another seed is another batch, or equal hashes would say nothing.
    assert.ok(session.count(2, 0, RUNS));
    assert.notEqual(hashOf(session.counts), expected.result_hash);
  });
}
