// Contours as lines that end at the border of the map, not rings closed along it.
import { contours } from "d3-contour";

/**
 * [[x, y], ...] per line, in cells: the middle of the first cell is (0, 0). None where the grid is too
 * coarse, or not complete.
 */
export function contourLines(nx, ny, values, level) {
  if (nx < 3 || ny < 3 || values.some(Number.isNaN)) return [];
  const border = ([x, y]) => x <= 0 || y <= 0 || x >= nx || y >= ny;
  const lines = [];
  for (const polygon of contours().size([nx, ny]).contour(Array.from(values), level).coordinates) {
    for (const ring of polygon) {
      // Rings are closed; one that touches the border is turned so as to begin there.
      const k = ring.findIndex(border);
      let line = [];
      for (const point of k < 0 ? ring : [...ring.slice(k), ...ring.slice(1, k + 1)]) {
        if (!border(point)) line.push([point[0] - 0.5, point[1] - 0.5]);
        else if (line.length > 0) { lines.push(line); line = []; }
      }
      if (line.length > 1) lines.push(line);
    }
  }
  return lines.filter((l) => l.length > 1);
}
