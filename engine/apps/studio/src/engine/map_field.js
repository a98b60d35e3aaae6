// From counts of runs to shares on a grid, their standard errors, and where contours run.

export const CONTOURS = [0.1, 0.5, 0.9];
/** Runs that the cells of a block of four by four share out among themselves in the first pass. */
export const BLOCK_RUNS = 64;
/** Standard error that is good enough where a contour runs. */
export const GOOD_ERROR = 0.03;

/** Places in a block of four by four, so that neighbours are far apart in order (Bayer 1973). */
const kOrder = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];
export const slotOf = (i, j) => kOrder[(i & 3) + 4 * (j & 3)];

const kReach = 3;
const kKernel = Array.from({ length: kReach + 1 }, (_, d) => Math.exp((-d * d) / (2 * 1.6 * 1.6)));

/** Standard error of h of n; never 0, however alike the runs were. */
export const errorOf = (hits, n) => {
  const p = (hits + 1) / (n + 2);
  return Math.sqrt((p * (1 - p)) / n);
};

/**
 * {p, se}: share and standard error in every cell (NaN: nothing known). Cells with few runs of their
 * own are averaged with their neighbours, which saw other runs; those that saw the same runs do not
 * count twice in the error.
 */
export function fieldOf({ nx, ny, runs, hits, dither }) {
  const p = new Float64Array(nx * ny).fill(NaN);
  const se = new Float64Array(nx * ny).fill(NaN);
  const weights = new Float64Array(16);
  for (let j = 0, c = 0; j < ny; ++j) {
    for (let i = 0; i < nx; ++i, ++c) {
      if (runs[c] === 0) continue;
      if (!dither || runs[c] >= BLOCK_RUNS) {
        p[c] = hits[c] / runs[c];
        se[c] = errorOf(hits[c], runs[c]);
        continue;
      }
      let sum = 0;
      let total = 0;
      weights.fill(0);
      for (let v = Math.max(0, j - kReach); v <= Math.min(ny - 1, j + kReach); ++v) {
        for (let u = Math.max(0, i - kReach); u <= Math.min(nx - 1, i + kReach); ++u) {
          const n = runs[v * nx + u];
          if (n === 0) continue;
          const w = kKernel[Math.abs(u - i)] * kKernel[Math.abs(v - j)];
          sum += (w * hits[v * nx + u]) / n;
          total += w;
          weights[slotOf(u, v)] += w;
        }
      }
      p[c] = sum / total;
      const alike = weights.reduce((s, w) => s + w * w, 0);
      const effective = (runs[c] * total * total) / alike;
      se[c] = errorOf(p[c] * effective, effective);
    }
  }
  return { p, se };
}

/** For every cell how near a contour is, in standard errors; 0 where one passes. */
export function nearness({ nx, ny }, { p, se }) {
  const near = new Float64Array(nx * ny).fill(Infinity);
  for (const level of CONTOURS) {
    for (let j = 0, c = 0; j < ny; ++j) {
      for (let i = 0; i < nx; ++i, ++c) {
        near[c] = Math.min(near[c], Math.abs(p[c] - level) / se[c]);
        for (const d of [i + 1 < nx ? c + 1 : -1, j + 1 < ny ? c + nx : -1]) {
          if (d >= 0 && p[c] >= level !== p[d] >= level) near[c] = near[d] = 0;
        }
      }
    }
  }
  return near;
}

/** Standard errors where contours run: {typical: the median, worst}; null if none does. */
export function contourError(shape, field) {
  const near = nearness(shape, field);
  const errors = [...field.se].filter((_, c) => near[c] === 0).sort((a, b) => a - b);
  return errors.length > 0 ? { typical: errors[errors.length >> 1], worst: errors.at(-1) } : null;
}

/** Whether moving along an axis changed not one run in the first pass (equal hashes). */
export function inactive({ nx, ny, dither, hashes }, along) {
  const step = dither ? 4 : 1;
  for (let j = 0; j < ny; ++j) {
    for (let i = 0; i < nx; ++i) {
      const [u, v] = along === "x" ? [i + step, j] : [i, j + step];
      if (u >= nx || v >= ny) continue;
      const [a, b] = [2 * (j * nx + i), 2 * (v * nx + u)];
      if (hashes[a] !== hashes[b] || hashes[a + 1] !== hashes[b + 1]) return false;
    }
  }
  return true;
}
