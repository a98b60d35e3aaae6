import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Session, hashOf, loadEngine } from "./engine.mjs";
import { native, wasmFile } from "./reference.mjs";

const { scenario } = native("two-towns", 1);

test("every function of boundary.h is exported, and nothing else but memory and _initialize", () => {
  const header = readFileSync("engine/wire/boundary.h", "utf8");
  const declared = [...header.matchAll(/^[a-zA-Z].*?\b(dragoman_[a-z_]+)\(/gm)].map((match) => match[1]);
  const module = new WebAssembly.Module(readFileSync(wasmFile));
  const exported = WebAssembly.Module.exports(module).map(({ name }) => name);
  assert.deepEqual(exported.sort(), ["_initialize", "memory", ...declared].sort());
});

test("a text that is no scenario gives problems with places, and the session refuses to run", () => {
  const session = new Session(loadEngine(wasmFile), '{"dragoman": 1,\n "parties": 3}');
  assert.equal(session.ready, false);
  const { ok, problems } = session.answer;
  assert.equal(ok, false);
  const parties = problems.find(({ path }) => path === "parties");
  assert.equal(parties.line, 2);
  assert.equal(session.run(1, 0, 10), false);
  session.close();
});

test("a change holds until the next one, and no change gives the scenario as read", () => {
  const session = new Session(loadEngine(wasmFile), scenario);
  session.count(1, 0, 200);
  const before = hashOf(session.counts);
  assert.ok(session.change({ set: { "talks.meetings": 1 } }));
  session.count(1, 0, 200);
  assert.notEqual(hashOf(session.counts), before);
  assert.equal(session.change({ set: { "talks.meetings": -1 } }), false);
  assert.equal(session.answer.problems[0].path, "talks.meetings");
  assert.ok(session.change({}));
  session.count(1, 0, 200);
  assert.equal(hashOf(session.counts), before);
});

test("a tactic that the module does not hold is a problem with its place", () => {
  const session = new Session(loadEngine(wasmFile), scenario);
  assert.equal(session.change({ set: { "talks.strategy": "micro" } }), false);
  assert.equal(session.answer.problems[0].path, "talks.strategy");
  assert.ok(session.change({ set: { "talks.protocol": "alternating_offers" } }));
});

test("a cell equals the change with the same numbers", () => {
  const session = new Session(loadEngine(wasmFile), scenario);
  assert.ok(session.axes(["talks.resume", "mechanisms.M9.pi"]));
  assert.ok(session.cell([0.25, 0.75], 3, 0, 200));
  const cell = hashOf(session.counts);
  assert.ok(session.change({ set: { "talks.resume": 0.25, "mechanisms.M9.pi": 0.75 } }));
  session.count(3, 0, 200);
  assert.equal(hashOf(session.counts), cell);
});

test("a run told in full is the run that was counted", () => {
  const session = new Session(loadEngine(wasmFile), scenario);
  session.count(5, 17, 1);
  const hash = hashOf(session.counts);
  assert.ok(session.replay(5, 17));
  const { record, events } = session.answer;
  assert.equal(record.hash, hash);
  assert.equal(events.at(-1).kind, "closed");
});

for (const name of ["istanbul-2025-05-16", "two-towns"]) {
  test(`${name}: the audit and the space of packages are told as natively, to the last digit`, () => {
    const expected = native(name, 1);
    const session = new Session(loadEngine(wasmFile), expected.scenario);
    assert.ok(session.audit());
    assert.equal(session.text, expected.audit);
    assert.ok(session.space());
    assert.equal(session.text, expected.space);
    assert.ok(session.answer.pairs[0].frontier.length > 1);
  });
}

test("a change of a claim changes the audit and the space", () => {
  const session = new Session(loadEngine(wasmFile), scenario);
  session.audit();
  const audit = session.text;
  session.space();
  const space = session.text;
  const [claim] = JSON.parse(scenario).claims;
  assert.ok(session.change({ set: { [`claims[${claim.id}].q`]: claim.q / 2 } }));
  session.audit();
  assert.notEqual(session.text, audit);
  session.space();
  assert.notEqual(session.text, space);
});

test("sessions opened, used and closed leave the memory as large as it was", () => {
  const engine = loadEngine(wasmFile);
  const useSessions = (count) => {
    for (let k = 0; k < count; ++k) {
      const session = new Session(engine, scenario);
      session.run(1, 0, 10);
      session.replay(1, 3);
      session.audit();
      session.space();
      session.close();
    }
  };
  useSessions(5);
  const before = engine.memory.buffer.byteLength;
  useSessions(50);
  assert.equal(engine.memory.buffer.byteLength, before);
});
