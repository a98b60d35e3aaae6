// Values of what-ifs, as they stand in scenario files.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const file = join(process.env.DRAGOMAN_STUDIO_BUILD, "src/state/changes.js");
const { changesOfWhatIf, commandOf, parseValue, valueAt } = await import(pathToFileURL(file).href);

test("values are read as YAML on one line is", () => {
  const read = [
    ["0.2", 0.2],
    ["-.5", -0.5],
    ["true", true],
    ["both", "both"],
    ["aid >= A3", "aid >= A3"],
    ["[1, .2]", [1, 0.2]],
    ["{N: {uniform: [.1, 0.25]}, S: 0}", { N: { uniform: [0.1, 0.25] }, S: 0 }],
    ["[{from: N, when: water >= W3, worth: 0.1}]", [{ from: "N", when: "water >= W3", worth: 0.1 }]],
    ['{note: "a, b: c"}', { note: "a, b: c" }],
  ];
  for (const [text, value] of read) assert.deepEqual(parseValue(text), value, text);
});

test("what is not closed ends with the text", () => {
  for (const text of ["[[", "{a", "{a: [", "]", "{", "[,", "{:", "[".repeat(1000)]) parseValue(text);
});

const parameters = [{ alias: "precond.pi", path: "mechanisms.M9.pi" }];
const document = {
  claims: [{ id: "N01", q: 0.9 }],
  adjustments: [{ party: "N" }],
  mechanisms: { M9: { pi: 0.9 } },
};

test("paths lead through lists by id and through short names", () => {
  assert.equal(valueAt(document, "claims[N01].q"), 0.9);
  assert.equal(valueAt(document, "claims[0].q"), 0.9);
  assert.equal(valueAt(document, "precond.pi", parameters), 0.9);
  assert.equal(valueAt(document, "mechanisms.M99.pi"), undefined);
});

test("a what-if is a group of changes, its adjustments added to those there are", () => {
  const spec = { id: "W1", question: "?", changes: ["precond.pi=0.2"], adjustments: [{ party: "S" }] };
  assert.deepEqual(changesOfWhatIf(document, spec, parameters), [
    { path: "precond.pi", value: 0.2, from: 0.9, reason: "?", group: "W1" },
    {
      path: "adjustments",
      value: [{ party: "N" }, { party: "S" }],
      from: [{ party: "N" }],
      reason: "?",
      group: "W1",
    },
  ]);
});

test("the command line quotes what a shell would read", () => {
  const changes = [
    { path: "precond.pi", value: 0.2 },
    { path: "preconditions.x.requires", value: "it's > 1" },
  ];
  assert.equal(
    commandOf("run", "two-towns", changes, { tier: "all", seed: 3 }),
    "dragoman run two-towns --tier all --set precond.pi=0.2 " +
      "--set 'preconditions.x.requires=it'\\''s > 1' --seed 3",
  );
});
