// Colours of maps. Shares: cividis (Nunez, Anderton & Renslow 2018), which looks the same to readers
// with and without a colour vision deficiency. Differences: blue over white to orange.
const kCividis = ["#00224e", "#123570", "#3b496c", "#575d6d", "#707173", "#8a8678", "#a59c74", "#c3b369", "#e1cc55", "#fee838"];
const kDifference = ["#0b4f8a", "#5d9bcd", "#f7f6f2", "#e08a3c", "#8f3d00"];

const channel = (text, k) => parseInt(text.slice(1 + 2 * k, 3 + 2 * k), 16);

function between(stops, t) {
  const x = Math.min(1, Math.max(0, t)) * (stops.length - 1);
  const k = Math.min(stops.length - 2, Math.floor(x));
  return [0, 1, 2].map((c) => Math.round(channel(stops[k], c) + (x - k) * (channel(stops[k + 1], c) - channel(stops[k], c))));
}

/** [red, green, blue] of a share in [0, 1]. */
export const cividis = (share) => between(kCividis, share);
/** The same of a difference of shares in [-1, 1]; `most` is drawn fullest. */
export const diverging = (difference, most = 1) => between(kDifference, 0.5 + difference / (2 * most));

/** A picture of nx times ny cells, the first row at the bottom, as a data address. */
export function cellPicture(nx, ny, values, colourOf) {
  const canvas = document.createElement("canvas");
  canvas.width = nx;
  canvas.height = ny;
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(nx, ny);
  for (let c = 0; c < nx * ny; ++c) {
    if (Number.isNaN(values[c])) continue;
    const at = 4 * ((ny - 1 - Math.floor(c / nx)) * nx + (c % nx));
    pixels.data.set([...colourOf(values[c]), 255], at);
  }
  context.putImageData(pixels, 0, 0);
  return canvas.toDataURL();
}
