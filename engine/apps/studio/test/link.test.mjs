// What a link may hold, without a browser: whatever somebody puts into it, a named error and soon.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { deflateRawSync } from "node:zlib";

const link = pathToFileURL(join(process.env.DRAGOMAN_STUDIO_BUILD, "src/state/link.js")).href;
const { checkState, decodeState, encodeState, LinkError } = await import(link);

// Browsers have it since 2023, node since 20.12; with an older node the tests in a browser remain.
function hasRawDeflate() {
  try {
    return Boolean(new DecompressionStream("deflate-raw"));
  } catch {
    return false;
  }
}
const options = { skip: hasRawDeflate() ? false : "this node has no deflate-raw" };

const refused = (hash, reason) =>
  assert.rejects(decodeState(hash), (error) => error instanceof LinkError && error.reason === reason);
const packed = (text) => "#z=" + deflateRawSync(text).toString("base64url");

test("a link of 50 MB is too long", () => refused("#z=" + "A".repeat(50_000_000), "too_long"));

test("a short link that unpacks to 100 MB is too long", options, () =>
  refused(packed(Buffer.alloc(100_000_000, 0x20)), "too_long"));

test("what is no link of ours is malformed", options, async () => {
  for (const hash of ["#x", "#z=", "#z=%00", "#z=<script>", "#z=AAAA", packed("{"), packed("[]"), packed("null"),
    packed('{"v":2}'), packed('{"v":1,"seed":-1}'), packed('{"v":1,"seed":1.5}'), packed('{"v":1,"changes":{}}'),
    packed('{"v":1,"without":[1]}'), packed('{"v":1,"screen":{}}'), packed('{"v":1,"unknown":1}'),
    packed('{"v":1,"__proto__":{"x":1}}'), packed('{"v":1,"seat":[]}')]) {
    await refused(hash, "malformed");
  }
});

test("no link is no state", async () => {
  assert.equal(await decodeState(""), null);
  assert.equal(await decodeState("#"), null);
});

test("a state reads back as it was written", options, async () => {
  const state = { v: 1, scenario: "<b>\u2028", tier: "A+B", changes: [{ path: "a.b", value: 0.1, reason: "é" }],
    without: ["M2"], seed: 7, run: 3, screen: "map", lang: "uk", predictions: [], map: { x: "a" }, lesson: 2 };
  checkState(state);
  const text = await encodeState(state);
  assert.match(text, /^z=[A-Za-z0-9_-]+$/);
  assert.deepEqual(await decodeState("#" + text), state);
});
