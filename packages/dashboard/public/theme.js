// Runs before the first paint, so that a chosen theme does not flash. A file of its own because the CSP forbids inline scripts.
try {
  const theme = localStorage.getItem("tributary:theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden: the system's theme counts.
}
