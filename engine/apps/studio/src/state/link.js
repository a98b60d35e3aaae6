// The page's state as the part of a link after '#': JSON, deflated, in base64url. Nothing of it ever
// reaches a server.

/** A longer hash is refused unread, and so is one that unpacks to more. */
export const MAX_LINK = 200_000;
export const MAX_STATE = 2_000_000;

export class LinkError extends Error {
  /** `reason`: "too_long" or "malformed". */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

async function collect(stream, limit) {
  const reader = stream.getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      throw new LinkError("too_long");
    }
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

export async function encodeState(state) {
  const packed = new Blob([JSON.stringify(state)])
    .stream()
    .pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = await collect(packed, MAX_STATE);
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return "z=" + btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The state in a hash with or without '#'; null for none. Throws LinkError. */
export async function decodeState(hash) {
  const text = hash.startsWith("#") ? hash.slice(1) : hash;
  if (text === "") return null;
  if (text.length > MAX_LINK) throw new LinkError("too_long");
  if (!/^z=[A-Za-z0-9_-]+$/.test(text)) throw new LinkError("malformed");
  let json;
  try {
    const base64 = text.slice(2).replaceAll("-", "+").replaceAll("_", "/");
    const packed = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    json = JSON.parse(new TextDecoder().decode(await collect(stream, MAX_STATE)));
  } catch (error) {
    throw error instanceof LinkError ? error : new LinkError("malformed");
  }
  return checkState(json);
}

const isObject = (v) => typeof v === "object" && v !== null && !Array.isArray(v);
const isText = (v) => typeof v === "string";
const isCount = (v) => Number.isInteger(v) && v >= 0 && v <= 2 ** 52;

/** What may stand in a link or a saved file; anything else is refused, so screens can trust it. */
const kKeys = {
  scenario: isText,
  tier: isText,
  changes: (v) =>
    Array.isArray(v) && v.every((c) => isObject(c) && isText(c.path) && isText(c.reason ?? "")),
  without: (v) => Array.isArray(v) && v.every(isText),
  seed: isCount,
  run: isCount,
  screen: isText,
  lang: isText,
  predictions: (v) => Array.isArray(v) && v.every(isObject),
  map: isObject,
  seat: (v) => isObject(v) && isText(v.party ?? "") && Array.isArray(v.moves ?? []),
  lesson: isCount,
};

export function checkState(state) {
  if (!isObject(state) || state.v !== 1) throw new LinkError("malformed");
  for (const [key, value] of Object.entries(state)) {
    if (key === "v" || key === "document") continue;
    if (!Object.hasOwn(kKeys, key) || !kKeys[key](value)) throw new LinkError("malformed");
  }
  return state;
}
