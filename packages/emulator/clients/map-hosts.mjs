// Loaded with `node --import` before a client that knows Atlassian's hosts by heart: sends what is meant for them to the
// emulator of EMULATOR_URL, so that no test leaves this machine.
const emulator = process.env.EMULATOR_URL;
const outside = globalThis.fetch;

globalThis.fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  if (!/(^|\.)atlassian\.(com|net)$/.test(url.hostname)) return outside(input, init);
  const mapped = new URL(url.pathname + url.search, emulator);
  return outside(input instanceof Request ? new Request(mapped, input) : mapped, init);
};
