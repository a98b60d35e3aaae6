// Places for the labels of points: beside the point where there is room, else further away with a line.

/** A character of a bold label and a line of text, in px; a point's cross, a package tabled. */
const CHARACTER = 7.5;
const LINE = 17;
const CROSS = 14;
const DOT = 10;

const AROUND = [[1, -1], [-1, -1], [1, 1], [-1, 1], [1, 0], [-1, 0], [0, -1], [0, 1]];
const DISTANCES = [7, 20, 36, 56, 80];

const boxAround = ([x, y], width, height) => [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
const within = (value, low, high) => Math.max(low, Math.min(value, high));
/** Area that two boxes share. */
function shared(a, b) {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return width > 0 && height > 0 ? width * height : 0;
}

/**
 * Where to write each `spot.text`, centred: [{xy, from}] with `from` the place of the label that a line
 * to the spot ends at, null where it needs none. `spots` have {xy, text}; `dots` are places of less
 * importance, `frame` is [left, top, right, bottom]. One label after the other takes the place that
 * covers least, the nearer of equals.
 */
export function placeLabels(spots, dots, frame) {
  const crosses = spots.map((s) => boxAround(s.xy, CROSS, CROSS));
  const covered = dots.map((d) => boxAround(d, DOT, DOT));
  const taken = [];
  return spots.map(({ xy: [x, y], text }) => {
    const [width, height] = [CHARACTER * text.length, LINE];
    let best = null;
    for (const distance of DISTANCES) {
      for (const [dx, dy] of AROUND) {
        const at = [
          within(x + dx * (distance + width / 2), frame[0] + width / 2, frame[2] - width / 2),
          within(y + dy * (distance + height / 2), frame[1] + height / 2, frame[3] - height / 2),
        ];
        const box = boxAround(at, width, height);
        const sum = (boxes) => boxes.reduce((all, other) => all + shared(box, other), 0);
        const cost = 20 * sum(taken) + 5 * sum(crosses) + sum(covered) + 2 * distance;
        if (!best || cost < best.cost) best = { cost, at, box, near: distance === DISTANCES[0] };
      }
    }
    taken.push(best.box);
    const edge = [within(x, best.box[0], best.box[2]), within(y, best.box[1], best.box[3])];
    return { xy: best.at, from: best.near ? null : edge };
  });
}
