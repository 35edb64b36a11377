// Says so when the app does not start: nothing else catches a WASM that fails to load or to run.
// The words stand in the page (StartTrouble), hidden; the app marks them as done when it has started.
(() => {
  const tell = () => {
    const words = document.getElementById("start-trouble");
    if (words && !("started" in words.dataset)) words.hidden = false;
  };
  const soon = () =>
    document.readyState === "loading" ? addEventListener("DOMContentLoaded", tell) : tell();
  addEventListener("unhandledrejection", soon);
  addEventListener("error", soon);
  setTimeout(soon, 20_000);
})();
