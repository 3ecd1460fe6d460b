import fc from "fast-check";

// The same inputs in every run, so that a run says something about the change and not about luck. Another number in
// FAST_CHECK_SEED tries others; what it finds is mended and the suite goes on.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.FAST_CHECK_SEED ?? 1) });
