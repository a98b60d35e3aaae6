// Straight scales and their round ticks.

/** A function from [from, to] to [start, end], with `invert` and `ticks(n)`. */
export function linear(from, to, start, end) {
  const span = to - from || 1;
  const scale = (x) => start + ((x - from) / span) * (end - start);
  scale.invert = (y) => from + ((y - start) / (end - start || 1)) * span;
  scale.ticks = (n = 5) => {
    const rough = span / n;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((s) => s * power).find((s) => s >= rough) ?? power;
    const ticks = [];
    for (let k = Math.ceil(from / step - 1e-9); k * step <= to + 1e-9; ++k) ticks.push(k * step);
    return ticks.map((x) => Math.round(x * 1e9) / 1e9 || 0);
  };
  return scale;
}

/** "M1,2L3,4": points [[x, y]] as an SVG path, rounded to tenths. */
export const pathOf = (points) =>
  points.map(([x, y], k) => `${k ? "L" : "M"}${x.toFixed(1)},${y.toFixed(1)}`).join("");
