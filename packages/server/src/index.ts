export { type App, createApp, type Parts } from "./app/create-app.ts";
export { type Clock, systemClock } from "./base/clock.ts";
export { type Config, readConfig } from "./base/config.ts";
export { type ErrorCode, TributaryError } from "./base/errors.ts";
