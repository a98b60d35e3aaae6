// All words of the page. One file per language; English is complete, others fall back to it.
import { en } from "./en.js";
import { ru } from "./ru.js";
import { tr } from "./tr.js";
import { uk } from "./uk.js";

const texts = { en, uk, ru, tr };
export const LANGUAGES = { en: "English", uk: "Українська", ru: "Русский", tr: "Türkçe" };

class Language {
  current = $state("en");
  set(code) {
    if (!Object.hasOwn(texts, code)) return;
    this.current = code;
    document.documentElement.lang = code;
  }
}
export const language = new Language();

function find(table, key) {
  return key.split(".").reduce((node, step) => node?.[step], table);
}

/** The text under a key, with {name} filled in from `values`; numbers as the language writes them. */
export function t(key, values = {}) {
  const text = find(texts[language.current], key) ?? find(en, key);
  if (typeof text !== "string") return key;
  return text.replace(/\{(\w+)\}/g, (all, name) => {
    const value = values[name];
    if (value === undefined) return all;
    return typeof value === "number" ? number(value) : String(value);
  });
}

/** Making a format takes longer than using it a hundred times. */
const formats = new Map();
function formatOf(style, digits) {
  const key = `${language.current} ${style} ${digits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language.current, { style, maximumFractionDigits: digits });
    formats.set(key, format);
  }
  return format;
}

/** A number with at most `digits` decimals. */
export const number = (value, digits = 2) => formatOf("decimal", digits).format(value);

/** A share in [0, 1] as whole percent, "<1 %" for what is there and rounds to nothing. */
export function percent(share, digits = 0) {
  const format = formatOf("percent", digits);
  return share > 0 && share < 0.005 && digits === 0 ? "<" + format.format(0.01) : format.format(share);
}
