/** A CSS colour as `#rrggbb`, or undefined for what cannot be read. */
export function hexColour(css: string): string | undefined {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(css.trim());
  if (hex !== null) {
    const digits = (hex[1] as string).toLowerCase();
    return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits}`;
  }
  const rgb = /^rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})/i.exec(css.trim());
  if (rgb === null) return undefined;
  return `#${[rgb[1], rgb[2], rgb[3]].map((part) => Math.min(255, Number(part)).toString(16).padStart(2, "0")).join("")}`;
}

/** `#rrggbb` as the `rgb(r,g,b)` Confluence writes. */
export function rgbColour(hex: string): string {
  const value = Number.parseInt(hex.slice(1), 16);
  return `rgb(${value >> 16},${(value >> 8) & 255},${value & 255})`;
}

/** Status colours: storage's words and ADF's. */
export const statusToAdf: Readonly<Record<string, string>> = {
  grey: "neutral",
  green: "green",
  red: "red",
  yellow: "yellow",
  blue: "blue",
  purple: "purple",
};
export const statusToStorage: Readonly<Record<string, string>> = {
  neutral: "Grey",
  green: "Green",
  red: "Red",
  yellow: "Yellow",
  blue: "Blue",
  purple: "Purple",
};
