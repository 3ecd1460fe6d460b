const browsers: [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\/|Chromium\//, "Chrome"],
  [/Safari\//, "Safari"],
];

// Android calls itself Linux too, and iPads call themselves Macs.
const systems: [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** "Firefox on Linux", from what a browser says of itself; its own words where it is none of the usual. */
export function browserName(userAgent: string | null): string {
  if (userAgent === null || userAgent.trim() === "") return "Unknown browser";
  const first = (of: [RegExp, string][]) => of.find(([sign]) => sign.test(userAgent))?.[1];
  const [browser, system] = [first(browsers), first(systems)];
  if (browser === undefined) return userAgent.length > 60 ? `${userAgent.slice(0, 59)}…` : userAgent;
  return system === undefined ? browser : `${browser} on ${system}`;
}
