// Files for the reader: text, tables as CSV, charts as SVG and PNG.

function saveBlob(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export const saveText = (name, text, type = "application/json") =>
  saveBlob(name, new Blob([text], { type }));

/** A cell that a spreadsheet would run as a formula is written as text. */
const cell = (value) => {
  let text = String(value ?? "");
  if (typeof value !== "number" && /^[=+\-@\t\r]/.test(text)) text = "'" + text;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** `rows`: arrays of cells, the first of them the header. */
export const csvText = (rows) => rows.map((r) => r.map(cell).join(",")).join("\r\n") + "\r\n";
export const saveCsv = (name, rows) => saveText(name, csvText(rows), "text/csv");

const kStyles = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size",
  "font-family", "font-weight", "paint-order", "text-anchor", "dominant-baseline"];

/** The chart as it looks, without the page's style sheet. */
export function svgText(svg) {
  const copy = svg.cloneNode(true);
  const from = [svg, ...svg.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((node, k) => {
    const style = getComputedStyle(from[k]);
    for (const name of kStyles) node.setAttribute(name, style.getPropertyValue(name));
    node.removeAttribute("tabindex");
  });
  const box = svg.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", box.width);
  copy.setAttribute("height", box.height);
  return new XMLSerializer().serializeToString(copy);
}

export const saveSvg = (name, svg) => saveText(name, svgText(svg), "image/svg+xml");

/** The chart as a picture of three times its size, on white. */
export async function savePng(name, svg) {
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svgText(svg));
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 3 * svg.viewBox.baseVal.width;
  canvas.height = 3 * svg.viewBox.baseVal.height;
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  saveBlob(name, await new Promise((resolve) => canvas.toBlob(resolve)));
}
