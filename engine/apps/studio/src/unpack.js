// Opens the page's code, so it stands in the page as text (vite.config.js). LZMA makes code 11 % smaller
// than gzip, which browsers open by themselves.

/**
 * The `size` bytes that `xz --format=raw --lzma1=lc=3,lp=0,pb=0` made `packed` of. Nothing is checked:
 * the build has done so. Names are those of the LZMA specification (Igor Pavlov, 2015); with pb=0 and lp=0
 * its contexts by position fall away.
 */
export function unpack(packed, size) {
  const probs = (n) => new Uint16Array(n).fill(1024);
  const [isMatch, isRep, isRepG0, isRepG1, isRepG2, isRep0Long] = Array.from({ length: 6 }, () => probs(12));
  const [literal, posSlot, posSpecial, align] = [8 * 768, 4 * 64, 128, 16].map(probs);
  const [matchLength, repLength] = [probs(274), probs(274)];

  let next = 5; // a zero, then the first four bytes of `code`
  // Numbers of 32 bits without a sign: as variables they would be boxed anew with every bit.
  const coder = Uint32Array.of(2 ** 32 - 1, new DataView(packed.buffer).getUint32(1));
  const [RANGE, CODE] = [0, 1];
  /** Whether the code lies above `bound`, a part of the range; that part of the range goes on. */
  function above(bound) {
    const one = coder[CODE] >= bound;
    if (one) coder[CODE] -= bound;
    coder[RANGE] = one ? coder[RANGE] - bound : bound;
    if (coder[RANGE] < 2 ** 24) {
      coder[RANGE] <<= 8;
      coder[CODE] = (coder[CODE] << 8) | packed[next++];
    }
    return one ? 1 : 0;
  }
  function bit(table, k) {
    const one = above((coder[RANGE] >>> 11) * table[k]);
    table[k] += one ? -(table[k] >> 5) : (2048 - table[k]) >> 5;
    return one;
  }
  function tree(table, from, bits) {
    let m = 1;
    for (let k = 0; k < bits; ++k) m = 2 * m + bit(table, from + m);
    return m - (1 << bits);
  }
  function reverseTree(table, from, bits) {
    let m = 1;
    let value = 0;
    for (let k = 0; k < bits; ++k) {
      const b = bit(table, from + m);
      m = 2 * m + b;
      value += b << k;
    }
    return value;
  }
  function direct(bits) {
    let value = 0;
    for (let k = 0; k < bits; ++k) {
      // An odd range loses its last number.
      coder[RANGE] &= ~1;
      value = 2 * value + above(coder[RANGE] >>> 1);
    }
    return value;
  }
  function lengthOf(table) {
    if (!bit(table, 0)) return tree(table, 2, 3);
    return bit(table, 1) ? 16 + tree(table, 18, 8) : 8 + tree(table, 10, 3);
  }
  function distanceOf(length) {
    const slot = tree(posSlot, 64 * Math.min(length, 3), 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) << bits;
    if (slot < 14) return base + reverseTree(posSpecial, base - slot, bits);
    return base + 16 * direct(bits - 4) + reverseTree(align, 0, 4);
  }
  function literalAfter(before, match) {
    const from = 768 * (before >> 5);
    let symbol = 1;
    while (symbol < 256 && match !== null) {
      match <<= 1;
      const expected = (match >> 8) & 1;
      const b = bit(literal, from + 256 * (1 + expected) + symbol);
      symbol = 2 * symbol + b;
      if (b !== expected) match = null;
    }
    while (symbol < 256) symbol = 2 * symbol + bit(literal, from + symbol);
    return symbol; // its lowest eight bits count
  }

  const out = new Uint8Array(size);
  const distances = [0, 0, 0, 0]; // the last four, the latest first
  let state = 0;
  for (let at = 0; at < size; ) {
    if (!bit(isMatch, state)) {
      out[at] = literalAfter(at ? out[at - 1] : 0, state < 7 ? null : out[at - distances[0] - 1]);
      ++at;
      state = state < 4 ? 0 : state - (state < 10 ? 3 : 6);
      continue;
    }
    let length = -1; // two less than what is copied
    const late = state < 7 ? 0 : 3;
    if (!bit(isRep, state)) {
      length = lengthOf(matchLength);
      distances.pop();
      distances.unshift(distanceOf(length));
      state = 7 + late;
    } else {
      let again = 0;
      if (bit(isRepG0, state)) again = bit(isRepG1, state) ? 2 + bit(isRepG2, state) : 1;
      const long = again || bit(isRep0Long, state);
      distances.unshift(...distances.splice(again, 1));
      if (long) length = lengthOf(repLength);
      state = late ? 11 : long ? 8 : 9;
    }
    for (const end = at + length + 2; at < end; ++at) out[at] = out[at - distances[0] - 1];
  }
  return out;
}
